import { and, unchanged, welcome, wishesIn, type ClientCommand, type Execute } from "../../core/index.ts";
import { primaryOf, tell } from "./group.ts";
import { onRequest } from "./primary.ts";
import { retryTimer } from "./timers.ts";
import type { ReplicaState, Settings, Turn } from "./vocabulary.ts";

/**
 * A client may ask any replica: that stands in for the client's own code in the paper, which knows the configuration and
 * asks the primary. The replica sees to it that the request gets there, however often views change, and answers once it
 * has executed it.
 */
export function onExecute<S, C, R>(
  state: ReplicaState<S, C, R>,
  request: Execute<C>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const welcomed = welcome(request, state.waiting, state.application.sessions);
  switch (welcomed.kind) {
    case "answered": {
      const decision = { kind: "answered" as const, ...welcomed.answer };
      return { state, effects: [{ kind: "decide", decision }] };
    }
    case "left":
      return unchanged(state);
    case "waits": {
      const { wish, waiting } = welcomed;
      const turn = submit({ ...state, waiting }, [wish], settings);
      return state.waiting.root === null ? and(turn, [retryTimer(settings)]) : turn;
    }
  }
}

function submit<S, C, R>(
  state: ReplicaState<S, C, R>,
  commands: readonly ClientCommand<C>[],
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { status, view } = state;
  if (commands.length === 0 || status.kind !== "normal") return unchanged(state);
  if (status.primary !== null) return onRequest(state, status.primary, commands, settings);
  return { state, effects: [tell(primaryOf(view, settings), { kind: "request", commands })] };
}

/** Gets all that clients wait for to the primary. What is in the log already will be executed once all the same. */
export function submitWaiting<S, C, R>(
  state: ReplicaState<S, C, R>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  return submit(state, wishesIn(state.waiting), settings);
}

/** Something got lost, or the primary did: asks again for all that clients wait for. */
export function onRetry<S, C, R>(state: ReplicaState<S, C, R>, settings: Settings<S, C, R>): Turn<S, C, R> {
  if (state.waiting.root === null) return unchanged(state);
  return and(submitWaiting(state, settings), [retryTimer(settings)]);
}
