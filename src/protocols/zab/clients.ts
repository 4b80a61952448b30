import {
  and,
  unchanged,
  welcome,
  wishesIn,
  type ClientCommand,
  type Execute,
  type NodeId,
} from "../../core/index.ts";
import { tell } from "./group.ts";
import { propose } from "./broadcast.ts";
import { retryTimer } from "./timers.ts";
import type { ProcessState, Settings, Turn } from "./vocabulary.ts";

/**
 * A client may ask any process, as with ZooKeeper. It sees to it that the command gets to the primary, however often that
 * changes, and answers once it has delivered the transaction.
 */
export function onExecute<S, C, R>(
  state: ProcessState<S, C, R>,
  request: Execute<C>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const welcomed = welcome(request, state.waiting, state.replica.sessions);
  switch (welcomed.kind) {
    case "answered": {
      const decision = { kind: "answered" as const, ...welcomed.answer };
      return { state, effects: [{ kind: "decide", decision }] };
    }
    case "left":
      return unchanged(state);
    case "waits": {
      const { wish, waiting } = welcomed;
      const turn = submit({ ...state, waiting }, [wish], self);
      return state.waiting.root === null ? and(turn, [retryTimer(settings)]) : turn;
    }
  }
}

function submit<S, C, R>(
  state: ProcessState<S, C, R>,
  commands: readonly ClientCommand<C>[],
  self: NodeId,
): Turn<S, C, R> {
  const { role } = state;
  if (commands.length === 0 || role.kind === "looking" || role.phase !== "broadcast") return unchanged(state);
  if (role.kind === "leading") return propose(state, role, commands, self);
  return { state, effects: [tell(role.leader, { kind: "request", commands })] };
}

/** Gets all that clients wait for to the primary. What is in the history already will be executed once all the same. */
export function submitWaiting<S, C, R>(state: ProcessState<S, C, R>, self: NodeId): Turn<S, C, R> {
  return submit(state, wishesIn(state.waiting), self);
}

/** Something got lost, or the primary did: asks again for all that clients wait for. */
export function onRetry<S, C, R>(
  state: ProcessState<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  if (state.waiting.root === null) return unchanged(state);
  return and(submitWaiting(state, self), [retryTimer(settings)]);
}
