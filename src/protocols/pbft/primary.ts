import { dequeued, enqueued, itemAt, lengthOf, unchanged, withItem } from "../../core/index.ts";
import { settle } from "./agreement.ts";
import { isExecuted } from "./executed.ts";
import { reply } from "./execution.ts";
import { digestOfBatch } from "./keys.ts";
import type { Batch, PrePrepare, Request } from "./messages.ts";
import { inOrder, isPrimary, primaryOf, toOthers, withEntry, withReplica } from "./places.ts";
import type { NodeState, Replica, Site, Turn } from "./vocabulary.ts";

/** Section 4.2: the primary orders it. A backup passes it on, and will not wait for ever. */
export function onRequest<S, C, R>(
  state: NodeState<S, C, R>,
  request: Request<C>,
  site: Site<S, C, R>,
): Turn<S, C, R> {
  const { replica, pending } = state;
  if (!site.keys.isGenuine(request)) return unchanged(state);
  if (isExecuted(replica.current, request)) return { state, effects: reply(state, request, site) };
  const before = itemAt(pending, request.client);
  if (before !== null && before.timestamp > request.timestamp) return unchanged(state);
  const isNew = before?.timestamp !== request.timestamp;
  const noted = isNew ? { ...state, pending: withItem(pending, request.client, request) } : state;
  if (!replica.isActive) return { state: noted, effects: [] };
  // Once is enough: a proxy that asks again asks the primary too.
  if (!isNew) return unchanged(state);
  if (isPrimary(replica, site)) return order(inQueue(noted, request), site);
  const to = primaryOf(replica.view, site.group);
  return { state: noted, effects: [{ kind: "send", to, message: request }] };
}

const inQueue = <S, C, R>(state: NodeState<S, C, R>, request: Request<C>): NodeState<S, C, R> => ({
  ...state,
  queue: enqueued(state.queue, request),
});

/** Gives sequence numbers to what waits, as many batches at a time as there may be under way. */
export function order<S, C, R>(state: NodeState<S, C, R>, site: Site<S, C, R>): Turn<S, C, R> {
  let turn: Turn<S, C, R> = unchanged(state);
  while (mayOrder(turn.state, site)) {
    const { taken, rest } = dequeued(turn.state.queue, site.batchSize);
    const batch = taken.filter((request) => isWanted(turn.state, request));
    const next = inOrder({ ...turn.state, queue: rest }, (state) =>
      batch.length === 0 ? unchanged(state) : prePrepare(state, batch, site),
    );
    turn = { state: next.state, effects: [...turn.effects, ...next.effects] };
  }
  return turn;
}

function mayOrder<S, C, R>({ replica, queue }: NodeState<S, C, R>, site: Site<S, C, R>): boolean {
  if (!replica.isActive || !isPrimary(replica, site) || lengthOf(queue) === 0) return false;
  const { current, stable } = replica;
  const next = nextNumber(replica);
  return next <= stable.sequence + site.logSize && next - current.sequence <= site.window;
}

function nextNumber<S, C, R>({ lastOrdered, stable, current }: Replica<S, C, R>): number {
  return Math.max(lastOrdered, stable.sequence, current.sequence) + 1;
}

function isWanted<S, C, R>({ assigned, replica }: NodeState<S, C, R>, request: Request<C>): boolean {
  return (
    !isExecuted(replica.current, request) && (itemAt(assigned, request.client) ?? -1) < request.timestamp
  );
}

function prePrepare<S, C, R>(state: NodeState<S, C, R>, batch: Batch<C>, site: Site<S, C, R>): Turn<S, C, R> {
  const { view } = state.replica;
  const sequence = nextNumber(state.replica);
  const message = site.keys.sealed<PrePrepare<C>>({
    kind: "pre-prepare",
    view,
    sequence,
    digest: digestOfBatch(batch),
    replica: site.self,
    batch,
  });
  let { assigned } = state;
  for (const { client, timestamp } of batch) assigned = withItem(assigned, client, timestamp);
  return inOrder(
    withReplica(withEntry({ ...state, assigned }, sequence, { prePrepare: message }), {
      lastOrdered: sequence,
    }),
    (state) => ({ state, effects: toOthers(site, message) }),
    (state) => settle(state, sequence, site),
  );
}
