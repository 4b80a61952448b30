import { itemAt, itemsFrom, unchanged, withItem, withoutItem } from "../../core/index.ts";
import type { ClientRequest, Reply, Request } from "./messages.ts";
import { primaryOf } from "./places.ts";
import type { Action, NodeState, Site, Turn } from "./vocabulary.ts";

/**
 * The proxy at each node speaks for the clients that ask there. It carries what they have sealed themselves, so even one at
 * a faulty node can make nothing up; and it believes no replica, not even that of its own node.
 */
export function onClientRequest<S, C, R>(
  state: NodeState<S, C, R>,
  { client, sequence, command }: ClientRequest<C>,
  { self, keys, group }: Site<S, C, R>,
): Turn<S, C, R> {
  const before = itemAt(state.outstanding, client);
  if (before !== null && before.request.timestamp >= sequence) return unchanged(state);
  const request = keys.sealed<Request<C>>({
    kind: "request",
    operation: command,
    timestamp: sequence,
    client,
    proxy: self,
  });
  return {
    state: { ...state, outstanding: withItem(state.outstanding, client, { request, replies: [] }) },
    effects: [{ kind: "send", to: primaryOf(state.replica.view, group), message: request }],
  };
}

/** Section 4.1: f + 1 replies with the same result, of different replicas. */
export function onReply<S, C, R>(
  state: NodeState<S, C, R>,
  reply: Reply<R>,
  { keys, rules, group }: Site<S, C, R>,
): Turn<S, C, R> {
  const { client, timestamp } = reply;
  const waiting = itemAt(state.outstanding, client);
  if (waiting?.request.timestamp !== timestamp || !keys.isGenuine(reply)) return unchanged(state);
  const replies = rules.counted(waiting.replies, reply);
  if (replies === waiting.replies) return unchanged(state);
  const believed = rules.believed(replies, group);
  if (believed === null) {
    const outstanding = withItem(state.outstanding, client, { ...waiting, replies });
    return { state: { ...state, outstanding }, effects: [] };
  }
  return {
    state: { ...state, outstanding: withoutItem(state.outstanding, client) },
    effects: [{ kind: "decide", decision: { kind: "answered", client, sequence: timestamp, ...believed } }],
  };
}

/** No answer yet: ask all replicas. */
export function askAll<S, C, R>(
  { outstanding }: NodeState<S, C, R>,
  { group }: Site<S, C, R>,
): readonly Action<S, C, R>[] {
  return itemsFrom(outstanding).flatMap(({ item: { request } }) =>
    Array.from({ length: group.nodes }, (_, to): Action<S, C, R> => ({ kind: "send", to, message: request })),
  );
}
