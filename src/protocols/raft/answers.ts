import { served, type ClientCommand } from "../../core/index.ts";
import type { Action, RaftTurn, ServerState } from "./vocabulary.ts";

/** Answers those who wait for one of these commands, or for any (null), and whose session has come so far. */
export function answers<S, C, R>(
  state: ServerState<S, C, R>,
  executed: readonly ClientCommand<C>[] | null,
): RaftTurn<S, C, R> {
  const { waiting, answers } = served(state.waiting, state.replica.sessions, executed);
  return {
    state: waiting === state.waiting ? state : { ...state, waiting },
    effects: answers.map((answer): Action<S, C, R> => ({
      kind: "decide",
      decision: { kind: "answered", ...answer },
    })),
  };
}
