import { andThen, fromIndex, itemAt, unchanged, served, type ClientCommand } from "../../core/index.ts";
import type { History, OpNumber } from "./messages.ts";
import type { Action, ReplicaState, Settings, Turn } from "./vocabulary.ts";

/** Executes what is committed and in the log, in order, and answers those who waited for it. */
export function executeUpTo<S, C, R>(
  state: ReplicaState<S, C, R>,
  commitNumber: OpNumber,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  let turn: Turn<S, C, R> = unchanged(state);
  const last = Math.min(commitNumber, state.opNumber);
  for (let opNumber = state.application.commitNumber + 1; opNumber <= last; opNumber++) {
    turn = andThen(turn, (state) => executeNext(state, opNumber, settings));
  }
  return turn;
}

function executeNext<S, C, R>(
  state: ReplicaState<S, C, R>,
  opNumber: OpNumber,
  { rules, service, checkpointEvery }: Settings<S, C, R>,
): Turn<S, C, R> {
  const operation = itemAt(state.log, opNumber)!;
  const { application, executed } = rules.execute(state.application, operation, service);
  const answered = answers({ ...state, application }, [operation]);
  const isDue = opNumber % checkpointEvery === 0;
  return {
    state: isDue ? withShortLog(answered.state, checkpointEvery) : answered.state,
    effects: [
      { kind: "decide", decision: { kind: "executed", opNumber, operation, executed } },
      ...answered.effects,
    ],
  };
}

/**
 * A checkpoint (section 5.1) stands for the first part of the log. It takes no copying: the application is data that is
 * never changed in place, so whoever needs an older part is given the application as it is now.
 */
function withShortLog<S, C, R>(state: ReplicaState<S, C, R>, kept: number): ReplicaState<S, C, R> {
  const logStart = Math.max(state.logStart, state.application.commitNumber - kept + 1);
  return { ...state, logStart, log: fromIndex(state.log, logStart) };
}

/** Takes over another replica's application, if that is further on. */
export function restore<S, C, R>(
  state: ReplicaState<S, C, R>,
  { application }: History<S, C, R>,
): Turn<S, C, R> {
  if (application === null || application.commitNumber <= state.application.commitNumber)
    return unchanged(state);
  const { commitNumber: opNumber, service } = application;
  const answered = answers({ ...state, application }, null);
  return {
    state: answered.state,
    effects: [
      { kind: "decide", decision: { kind: "restored", opNumber, state: service } },
      ...answered.effects,
    ],
  };
}

/** Answers those who wait for one of these operations, or for any (null), and whose session has come so far. */
function answers<S, C, R>(
  state: ReplicaState<S, C, R>,
  executed: readonly ClientCommand<C>[] | null,
): Turn<S, C, R> {
  const { waiting, answers } = served(state.waiting, state.application.sessions, executed);
  return {
    state: waiting === state.waiting ? state : { ...state, waiting },
    effects: answers.map((answer): Action<S, C, R> => ({
      kind: "decide",
      decision: { kind: "answered", ...answer },
    })),
  };
}
