import { andThen, unchanged, type NodeId } from "../../core/index.ts";
import { sharedWith } from "./ask.ts";
import { becomeBackup } from "./backup.ts";
import { tell } from "./group.ts";
import { adopt, historyAfter } from "./history.ts";
import type { GetState, NewState } from "./messages.ts";
import type { ReplicaState, Settings, Turn } from "./vocabulary.ts";

/** Only a replica that is normal in the very view answers. */
export function onGetState<S, C, R>(
  state: ReplicaState<S, C, R>,
  from: NodeId,
  { view, opNumber }: GetState,
): Turn<S, C, R> {
  if (state.status.kind !== "normal" || state.view !== view) return unchanged(state);
  return {
    state,
    effects: [tell(from, { kind: "new-state", view, history: historyAfter(state, opNumber) })],
  };
}

export function onNewState<S, C, R>(
  state: ReplicaState<S, C, R>,
  { view, history }: NewState<S, C, R>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { status, opNumber } = state;
  if (status.kind === "recovering" || view < state.view) return unchanged(state);
  const isHere = status.kind === "normal" && view === state.view;
  if (isHere && (status.primary !== null || history.opNumber <= opNumber)) return unchanged(state);
  const isWithinReach = history.application !== null || history.from <= sharedWith(state, view) + 1;
  if (!isWithinReach) return unchanged(state);
  return andThen(adopt({ ...state, view }, history, settings), (state) => becomeBackup(state, settings));
}
