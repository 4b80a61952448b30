import {
  itemAt,
  itemsFrom,
  nodes,
  unchanged,
  withItem,
  type ClientCommand,
  type Execute,
} from "../../core/index.ts";
import type { Forward } from "./messages.ts";
import { withCommand } from "./pool.ts";
import { send } from "./send.ts";
import type { Action, NodeState, Settings, Turn } from "./vocabulary.ts";

/**
 * A client may ask any node. As the leader is another one all the time, the node tells all of them, and answers once it has
 * executed the command.
 */
export function onExecute<S, C, R>(
  state: NodeState<S, C, R>,
  { client, sequence, command }: Execute<C>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { waiting, pool, replica } = state;
  const session = itemAt(replica.sessions, client);
  if (session !== null && session.sequence >= sequence) {
    if (session.sequence > sequence) return unchanged(state); // The client has gone on since.
    const { result } = session;
    return { state, effects: [{ kind: "decide", decision: { kind: "answered", client, sequence, result } }] };
  }
  if ((itemAt(waiting, client)?.sequence ?? -1) > sequence) return unchanged(state);
  const wish = { client, sequence, command };
  const timer = waiting.root === null ? [retryTimer<S, C, R>(settings)] : [];
  return {
    state: {
      ...state,
      waiting: withItem(waiting, client, wish),
      pool: withCommand(pool, wish, replica.sessions),
    },
    effects: [...spread([wish], settings), ...timer],
  };
}

export function onForward<S, C, R>(state: NodeState<S, C, R>, { commands }: Forward<C>): Turn<S, C, R> {
  let { pool } = state;
  for (const command of commands) pool = withCommand(pool, command, state.replica.sessions);
  return unchanged(pool === state.pool ? state : { ...state, pool });
}

/** Somebody may not have heard: tells all of them again what clients wait for. */
export function onRetry<S, C, R>(state: NodeState<S, C, R>, settings: Settings<S, C, R>): Turn<S, C, R> {
  const commands = itemsFrom(state.waiting).map(({ item }) => item);
  if (commands.length === 0) return unchanged(state);
  return { state, effects: [...spread(commands, settings), retryTimer(settings)] };
}

function spread<S, C, R>(
  commands: readonly ClientCommand<C>[],
  { self, group }: Settings<S, C, R>,
): readonly Action<S, C, R>[] {
  const others = nodes(group.nodes).filter((node) => node !== self);
  return others.map((node) => send(node, { kind: "forward", commands }));
}

function retryTimer<S, C, R>({ timing: { retry } }: Settings<S, C, R>): Action<S, C, R> {
  return { kind: "set-timer", timer: "retry", after: { min: retry, max: retry } };
}
