import { served, type ClientCommand } from "../../core/index.ts";
import type { Action, NodeState, Turn } from "./vocabulary.ts";

/** Answers those who wait for one of these commands, or for any (null), and whose session has come so far. */
export function answers<S, C, R>(
  state: NodeState<S, C, R>,
  applied: readonly ClientCommand<C>[] | null,
): Turn<S, C, R> {
  const { waiting, answers } = served(state.waiting, state.replica.sessions, applied);
  return {
    state: waiting === state.waiting ? state : { ...state, waiting },
    effects: answers.map((answer): Action<S, C, R> => ({
      kind: "decide",
      decision: { kind: "answered", ...answer },
    })),
  };
}
