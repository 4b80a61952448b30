import {
  itemAt,
  itemsFrom,
  unchanged,
  withItem,
  type TimerSpan,
  type ClientCommand,
  type Execute,
} from "../../core/index.ts";
import { enqueue } from "./leader.ts";
import { submitWanted } from "./membership/wanted.ts";
import { and, andThen } from "./turn.ts";
import type { Action, NodeState, Settings, Turn } from "./vocabulary.ts";

/**
 * A client may ask any node. The node sees to it that the command gets to a leader, however often leaders change, and
 * answers once it has applied it.
 */
export function onExecute<S, C, R>(
  state: NodeState<S, C, R>,
  { client, sequence, command }: Execute<C>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const session = itemAt(state.replica.sessions, client);
  if (session !== null && session.sequence >= sequence) {
    const { result } = session;
    if (session.sequence > sequence) return unchanged(state); // The client has gone on since.
    return { state, effects: [{ kind: "decide", decision: { kind: "answered", client, sequence, result } }] };
  }
  const asked = itemAt(state.waiting, client);
  if (asked !== null && asked.sequence > sequence) return unchanged(state);
  const wish = { client, sequence, command };
  const isFirst = isIdle(state);
  const turn = submit({ ...state, waiting: withItem(state.waiting, client, wish) }, [wish], settings);
  return isFirst ? and(turn, [retryTimer(settings)]) : turn;
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
  const commands = itemsFrom(state.waiting).map(({ item }) => item);
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
