import { and, andThen, unchanged, withNode, type NodeId } from "../../core/index.ts";
import { becomeBackup } from "./backup.ts";
import { primaryOf, tell, tellOthers } from "./group.ts";
import { adopt, wholeHistory } from "./history.ts";
import type { DoViewChange, StartView, StartViewChange, ViewNumber } from "./messages.ts";
import { becomePrimary } from "./primary.ts";
import { heartbeatTimer, viewChangeTimer } from "./timers.ts";
import type { Action, ReplicaState, Settings, Turn, ViewChange } from "./vocabulary.ts";

/**
 * The primary is silent, or the view change gets nowhere because the next one is, too: on to the view after (section 4.2,
 * step 1). Whoever has not found enough others that want this view goes on asking for it: a later one would not bring them.
 */
export function onViewChangeTimer<S, C, R>(
  state: ReplicaState<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { status, view } = state;
  if (status.kind === "recovering" || (status.kind === "normal" && status.primary !== null))
    return unchanged(state);
  if (status.kind === "view-change" && !status.hasVoted) {
    return { state, effects: [viewChangeTimer(settings)] };
  }
  return changeView(state, view + 1, self, settings);
}

/** The view-number is on disk before anyone hears of it. From here on no operation of an earlier view is prepared. */
export function changeView<S, C, R>(
  state: ReplicaState<S, C, R>,
  view: ViewNumber,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const status: ViewChange<S, C, R> = {
    kind: "view-change",
    startViewChanges: [],
    hasVoted: false,
    doViewChanges: [],
    best: null,
    commitNumber: 0,
  };
  return {
    state: { ...state, view, status },
    effects: [
      ...tellOthers<S, C, R>(self, { kind: "start-view-change", view }, settings),
      heartbeatTimer(settings),
      viewChangeTimer(settings),
    ],
  };
}

/** Somebody wants this view; who did not, wants it now as well. */
export function onStartViewChange<S, C, R>(
  state: ReplicaState<S, C, R>,
  from: NodeId,
  { view }: StartViewChange,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  return andThen(joinView(state, view, self, settings), (state) => {
    const { status } = state;
    if (status.kind !== "view-change" || view !== state.view) return unchanged(state);
    const startViewChanges = withNode(status.startViewChanges, from);
    return vote({ ...state, status: { ...status, startViewChanges } }, self, settings);
  });
}

function joinView<S, C, R>(
  state: ReplicaState<S, C, R>,
  view: ViewNumber,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  return view > state.view && state.status.kind !== "recovering"
    ? changeView(state, view, self, settings)
    : unchanged(state);
}

/** Enough others want the view: this replica sends its log to the new primary (step 2), which may be itself. */
function vote<S, C, R>(
  state: ReplicaState<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { status, view } = state;
  if (status.kind !== "view-change" || status.hasVoted) return unchanged(state);
  if (!settings.rules.mayVote(status.startViewChanges.length, settings.failures)) return unchanged(state);
  const voted = { ...state, status: { ...status, hasVoted: true } };
  const message = doViewChange(voted);
  const primary = primaryOf(view, settings);
  if (primary === self) return onDoViewChange(voted, self, message, self, settings);
  return { state: voted, effects: [tell(primary, message)] };
}

function doViewChange<S, C, R>(state: ReplicaState<S, C, R>): DoViewChange<S, C, R> {
  const { view, normalView } = state;
  return { kind: "do-view-change", view, normalView, history: wholeHistory(state) };
}

/** The new primary gathers f + 1 logs, its own among them (step 3). */
export function onDoViewChange<S, C, R>(
  state: ReplicaState<S, C, R>,
  from: NodeId,
  message: DoViewChange<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { view } = message;
  if (primaryOf(view, settings) !== self) return unchanged(state);
  return andThen(joinView(state, view, self, settings), (state) => {
    const { status } = state;
    if (status.kind !== "view-change" || view !== state.view) return unchanged(state);
    const doViewChanges = withNode(status.doViewChanges, from);
    const isBetter = status.best === null || settings.rules.prefers(message, status.best);
    const best = isBetter ? message : status.best;
    const commitNumber = Math.max(status.commitNumber, message.history.commitNumber);
    const gathered = { ...state, status: { ...status, doViewChanges, best, commitNumber } };
    const isEnough = doViewChanges.length > settings.failures && doViewChanges.includes(self);
    return isEnough && best !== null
      ? startView(gathered, { ...best.history, commitNumber }, self, settings)
      : unchanged(gathered);
  });
}

/** The view begins, with the best log there is and the highest commit-number (step 4). */
function startView<S, C, R>(
  state: ReplicaState<S, C, R>,
  history: StartView<S, C, R>["history"],
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const begins = andThen(adopt(state, history, settings), (state) => ({
    state,
    effects: tellOthers<S, C, R>(
      self,
      { kind: "start-view", view: state.view, history: wholeHistory(state) },
      settings,
    ),
  }));
  return andThen(begins, (state) => becomePrimary(state, settings));
}

/** The new primary's log takes the place of this replica's own (step 5). */
export function onStartView<S, C, R>(
  state: ReplicaState<S, C, R>,
  { view, history }: StartView<S, C, R>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { status } = state;
  const isOver = view < state.view || (view === state.view && status.kind === "normal");
  if (status.kind === "recovering" || isOver) return unchanged(state);
  return andThen(adopt({ ...state, view }, history, settings), (state) => becomeBackup(state, settings));
}

/** Messages get lost: it says again what it wants, and what it has voted. */
export function onViewChangeHeartbeat<S, C, R>(
  state: ReplicaState<S, C, R>,
  { hasVoted }: ViewChange<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { view } = state;
  const primary = primaryOf(view, settings);
  const vote: readonly Action<S, C, R>[] =
    hasVoted && primary !== self ? [tell(primary, doViewChange(state))] : [];
  const wants: Turn<S, C, R> = {
    state,
    effects: tellOthers(self, { kind: "start-view-change", view }, settings),
  };
  return and(wants, [...vote, heartbeatTimer(settings)]);
}
