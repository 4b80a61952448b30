import {
  and,
  andThen,
  unchanged,
  welcome,
  wishesIn,
  type ClientCommand,
  type Execute,
} from "../../core/index.ts";
import { enqueue } from "./leader.ts";
import { submitWanted } from "./reconfigure.ts";
import { isIdle, retryTimer } from "./timers.ts";
import type { Here, RaftTurn, ServerState } from "./vocabulary.ts";

/**
 * A client may ask any server. That sees to it that the command gets to a leader, however often leaders change, and
 * answers once it has applied it. (In the paper, it tells the client who leads: section 8.)
 */
export function onExecute<S, C, R>(
  state: ServerState<S, C, R>,
  request: Execute<C>,
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
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
      const turn = submit({ ...state, waiting }, [wish], here);
      return isIdle(state) ? and(turn, [retryTimer(here)]) : turn;
    }
  }
}

/** Gets commands to the leader, if there is one that this server knows of. */
function submit<S, C, R>(
  state: ServerState<S, C, R>,
  commands: readonly ClientCommand<C>[],
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  const { role } = state;
  if (commands.length === 0) return unchanged(state);
  if (role.kind === "leader") return enqueue(state, role, commands, here);
  if (role.kind !== "follower" || role.leader === null) return unchanged(state);
  return { state, effects: [{ kind: "send", to: role.leader, message: { kind: "forward", commands } }] };
}

/** Gets all that clients wait for to the leader. What is under way already will be executed once all the same. */
export function submitWaiting<S, C, R>(state: ServerState<S, C, R>, here: Here<S, C, R>): RaftTurn<S, C, R> {
  return andThen(submit(state, wishesIn(state.waiting), here), (state) => submitWanted(state, here));
}

/** Something got lost, or the leader did: asks again for all that clients wait for. */
export function onRetryTimer<S, C, R>(state: ServerState<S, C, R>, here: Here<S, C, R>): RaftTurn<S, C, R> {
  const turn = submitWaiting(state, here);
  return isIdle(turn.state) ? turn : and(turn, [retryTimer(here)]);
}
