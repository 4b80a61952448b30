import {
  and,
  andThen,
  broadcast,
  itemAt,
  itemsFrom,
  unchanged,
  withItem,
  withoutItem,
  type Context,
  type NodeId,
} from "../../../core/index.ts";
import { isIdle, onExecute, retryTimer } from "../clients.ts";
import { others } from "../membership/tenures.ts";
import type { Action, NodeState, Settings, Turn } from "../vocabulary.ts";
import { isReady, isTold, withOwn, withTold } from "./reach.ts";
import type { PendingRead, Read, ReadSlot } from "./vocabulary.ts";

/**
 * Reads that go past the log. Both ways come to the same: the node learns from others how far the log may reach,
 * applies all of that, and answers from its own copy. Whom it has to ask differs: a leader with a lease, be it
 * itself, or a quorum that meets every phase-2 quorum.
 *
 * @throws RangeError for a read by lease where there are no leases.
 */
export function onRead<S, C, R>(
  state: NodeState<S, C, R>,
  { client, sequence, command, by }: Read<C>,
  context: Context,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  if (by === "lease" && settings.clockDrift === null) {
    throw new RangeError(
      `Client ${client} reads by lease where there are no leases: say in clockDrift how wrong a clock may be.`,
    );
  }
  const session = itemAt(state.replica.sessions, client);
  if (by === "log" || (session !== null && session.sequence >= sequence)) {
    return onExecute(state, { kind: "execute", client, sequence, command }, settings);
  }
  const asked = itemAt(state.reads, client);
  if (asked !== null && asked.sequence >= sequence) return unchanged(state);
  const read = withOwn(state, { client, sequence, command, by, told: [], upTo: 0 }, context, settings);
  if (isReady(state, read, settings)) return answer(state, read, settings);
  const next: NodeState<S, C, R> = { ...state, reads: withItem(state.reads, client, read) };
  const turn: Turn<S, C, R> = { state: next, effects: questions(next, read, context.self, settings) };
  return isIdle(state) ? and(turn, [retryTimer(settings)]) : turn;
}

export function onReadSlot<S, C, R>(
  state: NodeState<S, C, R>,
  from: NodeId,
  { client, sequence, by, slot }: ReadSlot,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const asked = itemAt(state.reads, client);
  if (asked === null || asked.sequence !== sequence || asked.by !== by) return unchanged(state);
  const read = withTold(asked, from, slot, settings);
  if (read === asked) return unchanged(state);
  if (isReady(state, read, settings)) return answer(state, read, settings);
  return { state: { ...state, reads: withItem(state.reads, client, read) }, effects: [] };
}

/** After a step that took the copy or the lease further, answers the reads that waited for it. */
export function answerReads<S, C, R>(
  before: NodeState<S, C, R>,
  turn: Turn<S, C, R>,
  context: Context,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { reads, replica, role } = turn.state;
  if (reads.root === null || (replica === before.replica && role === before.role)) return turn;
  return itemsFrom(reads).reduce(
    (turn, { item }) =>
      andThen(turn, (state) => {
        const read = withOwn(state, item, context, settings);
        return isReady(state, read, settings) ? answer(state, read, settings) : unchanged(state);
      }),
    turn,
  );
}

/**
 * Asks again what was not answered.
 *
 * A read by quorum may wait for a slot that a leader left behind unfinished and its successor does not know of, until
 * something new is chosen there. It does not wait: it becomes something new.
 */
export function repeatReads<S, C, R>(
  state: NodeState<S, C, R>,
  { self }: Context,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  return itemsFrom(state.reads).reduce(
    (turn: Turn<S, C, R>, { item: read }) =>
      andThen(turn, (state) =>
        read.by === "quorum" && isTold(state, read, settings)
          ? putInLog(state, read, settings)
          : { state, effects: questions(state, read, self, settings) },
      ),
    unchanged(state),
  );
}

function answer<S, C, R>(
  state: NodeState<S, C, R>,
  read: PendingRead<C>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { client, sequence, command, by } = read;
  const { next, service } = state.replica;
  const { state: after, result } = settings.service.apply(service, command);
  if (after !== service) return putInLog(state, read, settings);
  return {
    state: withoutRead(state, client),
    effects: [{ kind: "decide", decision: { kind: "read", client, sequence, by, slot: next, result } }],
  };
}

/** It is a command like others, numbered among those of its client: nothing keeps it from being executed. */
function putInLog<S, C, R>(
  state: NodeState<S, C, R>,
  { client, sequence, command }: PendingRead<C>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  return onExecute(withoutRead(state, client), { kind: "execute", client, sequence, command }, settings);
}

function withoutRead<S, C, R>(state: NodeState<S, C, R>, client: number): NodeState<S, C, R> {
  const reads = withoutItem(state.reads, client);
  return reads === state.reads ? state : { ...state, reads };
}

function questions<S, C, R>(
  state: NodeState<S, C, R>,
  read: PendingRead<C>,
  self: NodeId,
  settings: Settings<S, C, R>,
): readonly Action<S, C, R>[] {
  const { role } = state;
  const { client, sequence, by, told } = read;
  const leader = role.kind === "following" && role.leader !== null ? [role.leader.node] : [];
  const knowing = by === "lease" ? leader : others(state, self, settings);
  const asked = knowing.filter((node) => node !== self && !told.includes(node));
  return broadcast(asked, { kind: "read" as const, client, sequence, by });
}
