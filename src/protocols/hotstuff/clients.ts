import {
  itemAt,
  itemsFrom,
  nodes,
  unchanged,
  withItem,
  withoutItem,
  type Execute,
} from "../../core/index.ts";
import type { Wish } from "./blocks.ts";
import type { Forward, Reply } from "./messages.ts";
import { withCommand } from "./pool.ts";
import { isGenuineReply, sealedWish } from "./requests.ts";
import { send } from "./send.ts";
import { replyTo } from "./update.ts";
import type { Action, NodeState, Settings, Turn } from "./vocabulary.ts";

/**
 * Each node is also a proxy for the clients that ask there, which carries what they have sealed themselves. As the leader is
 * another one all the time, it tells all replicas; and it believes none of them, not even its own.
 */
export function onExecute<S, C, R>(
  state: NodeState<S, C, R>,
  command: Execute<C>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { waiting } = state;
  const { client, sequence } = command;
  if ((itemAt(waiting, client)?.wish.sequence ?? -1) > sequence) return unchanged(state);
  const wish = sealedWish(command, settings.self, settings);
  const timer = waiting.root === null ? [retryTimer<S, C, R>(settings)] : [];
  return {
    state: { ...state, waiting: withItem(waiting, client, { wish, replies: [] }) },
    effects: [...spread([wish], settings), ...timer],
  };
}

/** A replica notes what clients want; or tells what came of it, if it has executed that already. */
export function onForward<S, C, R>(
  state: NodeState<S, C, R>,
  { commands }: Forward<C>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  let { pool } = state;
  const genuine = commands.filter((wish) => settings.rules.isAsked(wish, settings.authentication));
  for (const wish of genuine) pool = withCommand(pool, wish, state.replica.sessions);
  return {
    state: pool === state.pool ? state : { ...state, pool },
    effects: genuine.flatMap((wish) => replyTo(wish, wish.proxy, state.replica, settings)),
  };
}

/** The client believes what enough replicas say, one of which at least is correct. */
export function onReply<S, C, R>(
  state: NodeState<S, C, R>,
  reply: Reply<R>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { client, sequence, signature } = reply;
  const { rules, group } = settings;
  const waiting = itemAt(state.waiting, client);
  if (waiting?.wish.sequence !== sequence) return unchanged(state);
  const isKnown = waiting.replies.some((other) => other.signature.signer === signature.signer);
  if (isKnown || !isGenuineReply(reply, settings)) return unchanged(state);
  const replies = [...waiting.replies, reply].sort((a, b) => a.signature.signer - b.signature.signer);
  const believed = rules.believed(replies, group);
  if (believed === null) {
    return unchanged({ ...state, waiting: withItem(state.waiting, client, { ...waiting, replies }) });
  }
  return {
    state: { ...state, waiting: withoutItem(state.waiting, client) },
    effects: [{ kind: "decide", decision: { kind: "answered", client, sequence, ...believed } }],
  };
}

/** Somebody may not have heard: tells all of them again what clients wait for. */
export function onRetry<S, C, R>(state: NodeState<S, C, R>, settings: Settings<S, C, R>): Turn<S, C, R> {
  const wishes = itemsFrom(state.waiting).map(({ item: { wish } }) => wish);
  if (wishes.length === 0) return unchanged(state);
  return { state, effects: [...spread(wishes, settings), retryTimer(settings)] };
}

function spread<S, C, R>(
  commands: readonly Wish<C>[],
  { group }: Settings<S, C, R>,
): readonly Action<S, C, R>[] {
  return nodes(group.nodes).map((node) => send(node, { kind: "forward", commands }));
}

function retryTimer<S, C, R>({ timing: { retry } }: Settings<S, C, R>): Action<S, C, R> {
  return { kind: "set-timer", timer: "retry", after: { min: retry, max: retry } };
}
