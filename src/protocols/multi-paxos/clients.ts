import {
  and,
  andThen,
  unchanged,
  welcome,
  wishesIn,
  type TimerSpan,
  type ClientCommand,
  type Execute,
} from "../../core/index.ts";
import { enqueue } from "./leader.ts";
import { submitWanted } from "./membership/wanted.ts";
import type { Action, NodeState, Settings, Turn } from "./vocabulary.ts";

/**
 * A client may ask any node. The node sees to it that the command gets to a leader, however often leaders change, and
 * answers once it has applied it.
 */
export function onExecute<S, C, R>(
  state: NodeState<S, C, R>,
  request: Execute<C>,
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
      const turn = submit({ ...state, waiting }, [wish], settings);
      return isIdle(state) ? and(turn, [retryTimer(settings)]) : turn;
    }
  }
}

/** Gets commands to the leader, if there is one that this node knows of. */
function submit<S, C, R>(
  state: NodeState<S, C, R>,
  commands: readonly ClientCommand<C>[],
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role } = state;
  if (commands.length === 0) return unchanged(state);
  if (role.kind === "leading") return enqueue(state, role, commands, settings);
  if (role.kind !== "following" || role.leader === null) return unchanged(state);
  return { state, effects: [{ kind: "send", to: role.leader.node, message: { kind: "forward", commands } }] };
}

/** Gets all that clients wait for to the leader. What is under way already will be executed once all the same. */
export function submitWaiting<S, C, R>(
  state: NodeState<S, C, R>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const commands = wishesIn(state.waiting);
  return andThen(submit(state, commands, settings), (state) => submitWanted(state, settings));
}

/** Whether no client waits for this node: then its retry timer does not run. */
export function isIdle<S, C, R>({ waiting, reads, wanted }: NodeState<S, C, R>): boolean {
  return waiting.root === null && reads.root === null && wanted.root === null;
}

export function retryTimer<S, C, R>({ timing: { retry } }: Settings<S, C, R>): Action<S, C, R> {
  const after: TimerSpan = { min: retry, max: retry };
  return { kind: "set-timer", timer: "retry", after };
}
