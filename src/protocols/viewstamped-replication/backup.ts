import { and, andThen, withItem, type NodeId } from "../../core/index.ts";
import { askForState } from "./ask.ts";
import { submitWaiting } from "./clients.ts";
import { executeUpTo } from "./execute.ts";
import { primaryOf, tell } from "./group.ts";
import type { Commit, Prepare, ViewNumber } from "./messages.ts";

import { viewChangeTimer } from "./timers.ts";
import type { Action, ReplicaState, Settings, Turn } from "./vocabulary.ts";

/** The primary wants an operation prepared (section 4.1, step 4). Backups take them in order. */
export function onPrepare<S, C, R>(
  state: ReplicaState<S, C, R>,
  from: NodeId,
  { view, operation, opNumber, commitNumber }: Prepare<C>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  if (!settings.rules.takesPart(state, view)) return askForState(state, from, view);
  if (opNumber > state.opNumber + 1) return and(askForState(state, from, view), [viewChangeTimer(settings)]);
  const isNew = opNumber === state.opNumber + 1;
  const prepared = isNew ? { ...state, opNumber, log: withItem(state.log, opNumber, operation) } : state;
  const answered: Turn<S, C, R> = {
    state: prepared,
    effects: [prepareOk(prepared, view, settings), viewChangeTimer(settings)],
  };
  return andThen(answered, (state) => executeUpTo(state, commitNumber, settings));
}

/** The primary lives, and says how far things are (section 4.1, steps 6 and 7). */
export function onCommit<S, C, R>(
  state: ReplicaState<S, C, R>,
  from: NodeId,
  { view, commitNumber }: Commit,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  if (!settings.rules.takesPart(state, view)) return askForState(state, from, view);
  const hears: Turn<S, C, R> = { state, effects: [viewChangeTimer(settings)] };
  if (commitNumber > state.opNumber) return andThen(hears, (state) => askForState(state, from, view));
  return andThen(hears, (state) => executeUpTo(state, commitNumber, settings));
}

/** "I have all operations up to my last one." */
function prepareOk<S, C, R>(
  { opNumber }: ReplicaState<S, C, R>,
  view: ViewNumber,
  settings: Settings<S, C, R>,
): Action<S, C, R> {
  return tell(primaryOf(view, settings), { kind: "prepare-ok", view, opNumber });
}

/**
 * This replica is a backup in a view of which it has the log: it lets the primary know, and brings it what clients wait for.
 */
export function becomeBackup<S, C, R>(
  state: ReplicaState<S, C, R>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const status = { kind: "normal" as const, primary: null };
  const backup: Turn<S, C, R> = {
    state: { ...state, status, normalView: state.view },
    effects: [
      { kind: "cancel-timer", timer: "heartbeat" },
      viewChangeTimer(settings),
      prepareOk(state, state.view, settings),
    ],
  };
  return andThen(backup, (state) => submitWaiting(state, settings));
}
