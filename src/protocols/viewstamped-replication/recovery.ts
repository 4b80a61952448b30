import { and, andThen, emptyArray, unchanged, withItem, type NodeId } from "../../core/index.ts";
import { becomeBackup } from "./backup.ts";
import { primaryOf, tell, tellOthers } from "./group.ts";
import { adopt, wholeHistory } from "./history.ts";
import type { Recovery, RecoveryResponse } from "./messages.ts";
import { becomePrimary } from "./primary.ts";
import { heartbeatTimer, viewChangeTimer } from "./timers.ts";
import type { Durable, Recovering, ReplicaState, Settings, Turn } from "./vocabulary.ts";
import { changeView } from "./view-change.ts";

/**
 * A replica starts. For the first time, it begins with view 0; after a crash it knows nothing, takes part in nothing, and
 * asks the others (section 4.3).
 *
 * **What it must know after losing everything.** The paper asks for a nonce that was never used before: here it is the
 * number of its recoveries, counted on disk. That alone is not enough. A vote for a view (a DoViewChange) that is still
 * under way when its sender crashes, and recovers into the view before, is a vote with a log that lacks what its sender
 * prepares after it: operations committed with its help can be lost. (Michael, Ports, Sharma and Szekeres, *Recovering Shared
 * Objects Without Stable Storage*, 2017, on this protocol.) So the view-number is on disk as well, written before any message of
 * the view, as in Oki and Liskov's first version of the protocol (1988); and no replica recovers into an earlier view.
 * Nothing is written in normal operation.
 */
export function start<S, C, R>(
  fresh: ReplicaState<S, C, R>,
  disk: Durable | null,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  if (disk === null) {
    return primaryOf(0, settings) === self
      ? becomePrimary(fresh, settings)
      : { state: fresh, effects: [viewChangeTimer(settings)] };
  }
  const recoveries = disk.recoveries + 1;
  const status: Recovering<S, C, R> = { kind: "recovering", nonce: recoveries, responses: emptyArray };
  return askAll({ ...fresh, view: disk.view, recoveries, status }, status, self, settings);
}

/** Also as long as too few have answered. */
export function askAll<S, C, R>(
  state: ReplicaState<S, C, R>,
  { nonce }: Recovering<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const asks: Turn<S, C, R> = {
    state,
    effects: tellOthers(self, { kind: "recovery", nonce, view: state.view }, settings),
  };
  return and(asks, [heartbeatTimer(settings)]);
}

/** Only those answer whose status is normal (step 2). To an earlier view nobody may recover: this one changes to the later. */
export function onRecovery<S, C, R>(
  state: ReplicaState<S, C, R>,
  from: NodeId,
  { nonce, view: known }: Recovery,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { status, view } = state;
  if (status.kind === "recovering") return unchanged(state);
  if (known > view) return changeView(state, known, self, settings);
  if (status.kind !== "normal") return unchanged(state);
  const history = status.primary === null ? null : wholeHistory(state);
  return { state, effects: [tell(from, { kind: "recovery-response", view, nonce, history })] };
}

/** With enough answers it is what the primary of the latest view is (step 3). */
export function onRecoveryResponse<S, C, R>(
  state: ReplicaState<S, C, R>,
  from: NodeId,
  response: RecoveryResponse<S, C, R>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { status, view } = state;
  if (status.kind !== "recovering" || response.nonce !== status.nonce) return unchanged(state);
  const responses = withItem(status.responses, from, response);
  const { rules, failures } = settings;
  const answer = rules.recovers({ responses, failures, view });
  if (answer === null || answer.history === null) {
    return unchanged({ ...state, status: { ...status, responses } });
  }
  return andThen(adopt({ ...state, view: answer.view }, answer.history, settings), (state) =>
    becomeBackup(state, settings),
  );
}
