import {
  and,
  andThen,
  emptyArray,
  itemAt,
  itemsFrom,
  unchanged,
  wishesIn,
  withItem,
  type ClientCommand,
  type NodeId,
  type SparseArray,
} from "../../core/index.ts";
import { deliverUpTo } from "./deliver.ts";
import { tell } from "./group.ts";
import { appended, newLeader } from "./history.ts";
import type { Ack, AckLeader, Propose } from "./messages.ts";
import type { Action, Leading, ProcessState, Settings, Turn } from "./vocabulary.ts";
import { noZxid, type Zxid } from "./zxid.ts";

/** So many unacknowledged proposals are sent again to one follower at most. */
const portion = 64;

/** A quorum has synchronised: what the epoch begins with is committed, and phase 3 begins. */
export function establish<S, C, R>(
  state: ProcessState<S, C, R>,
  role: Leading<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const synchronised = role.synced.filter((length) => length !== null).length;
  if (!settings.rules.mayBroadcast(synchronised, settings.quorum)) return unchanged({ ...state, role });
  const next: Leading<S, C, R> = { ...role, phase: "broadcast", requested: requestedIn(state) };
  const delivered = deliverUpTo({ ...state, role: next }, zxidBefore(state, role.initial), settings);
  const leads: Turn<S, C, R> = andThen(delivered, (state) => ({
    state,
    effects: [
      { kind: "cancel-timer", timer: "election" },
      ...tellFollowers<S, C, R>(next, self, () => ({
        kind: "commit-ld",
        epoch: role.epoch,
        zxid: lastDelivered(state),
      })),
    ],
  }));
  return andThen(leads, (state) => {
    return propose(state, next, wishesIn(state.waiting), self);
  });
}

function requestedIn<S, C, R>({ replica, log }: ProcessState<S, C, R>): SparseArray<number> {
  let requested: SparseArray<number> = emptyArray;
  for (const { index, item } of itemsFrom(replica.sessions)) {
    requested = withItem(requested, index, item.sequence);
  }
  for (const { item } of itemsFrom(log, replica.delivered)) {
    requested = withItem(requested, item.command.client, item.command.sequence);
  }
  return requested;
}

const zxidBefore = <S, C, R>({ log }: ProcessState<S, C, R>, place: number): Zxid =>
  itemAt(log, place - 1)?.zxid ?? noZxid;

/** All up to it is committed, as far as this process knows. */
export const lastDelivered = <S, C, R>(state: ProcessState<S, C, R>): Zxid =>
  zxidBefore(state, state.replica.delivered);

/** To all who have synchronised with this leader. */
function tellFollowers<S, C, R>(
  { synced }: Leading<S, C, R>,
  self: NodeId,
  message: () => Extract<Action<S, C, R>, { kind: "send" }>["message"],
): readonly Action<S, C, R>[] {
  return synced.flatMap((length, process) =>
    length === null || process === self ? [] : [tell(process, message())],
  );
}

/** Requests come in, from clients here or by way of other processes: they are numbered in this order, and proposed. */
export function propose<S, C, R>(
  before: ProcessState<S, C, R>,
  role: Leading<S, C, R>,
  commands: readonly ClientCommand<C>[],
  self: NodeId,
): Turn<S, C, R> {
  let state = before;
  let { requested } = role;
  const { epoch, initial } = role;
  const effects: Action<S, C, R>[] = [];
  for (const command of commands) {
    const { client, sequence } = command;
    if (sequence <= (itemAt(requested, client) ?? -1)) continue;
    requested = withItem(requested, client, sequence);
    const transaction = { zxid: { epoch, counter: state.length - initial + 1 }, command };
    state = appended(state, transaction);
    effects.push(...tellFollowers(role, self, () => ({ kind: "propose", epoch, transaction })));
  }
  if (state === before) return unchanged(before);
  const synced = role.synced.with(self, state.length);
  return { state: { ...state, role: { ...role, requested, synced } }, effects };
}

/** A follower has synchronised, or has got a proposal. */
export function onAck<S, C, R>(
  state: ProcessState<S, C, R>,
  from: NodeId,
  ack: Ack | AckLeader,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role } = state;
  if (role.kind !== "leading" || role.phase === "discovery") return unchanged(state);
  if (!settings.rules.counts(ack, role.epoch)) return unchanged(state);
  const before = role.synced[from] ?? null;
  const length = Math.max(before ?? 0, lengthUpTo(ack, role.initial));
  if (length === before) return unchanged(state);
  const next: Leading<S, C, R> = { ...role, synced: role.synced.with(from, length) };
  if (next.phase === "synchronisation") return establish(state, next, self, settings);
  const turn = commit({ ...state, role: next }, next, self, settings);
  return before === null ? and(turn, introduction(turn.state, next, from, length)) : turn;
}

/** How much of a history has been got by whoever acknowledges this, if the epoch began with that much. */
function lengthUpTo({ epoch, zxid }: Ack | AckLeader, initial: number): number {
  return zxid.epoch === epoch ? initial + zxid.counter : initial;
}

/** One who comes late is told what is committed, and what was proposed while it synchronised. */
function introduction<S, C, R>(
  state: ProcessState<S, C, R>,
  { epoch }: Leading<S, C, R>,
  to: NodeId,
  length: number,
): readonly Action<S, C, R>[] {
  return [
    tell(to, { kind: "commit-ld", epoch, zxid: lastDelivered(state) }),
    ...proposals(state, to, length, state.length),
  ];
}

function proposals<S, C, R>(
  state: ProcessState<S, C, R>,
  to: NodeId,
  from: number,
  until: number,
): readonly Action<S, C, R>[] {
  const count = from < state.logStart ? 0 : Math.max(0, Math.min(portion, until - from));
  return Array.from({ length: count }, (_, nth): Action<S, C, R> => {
    const transaction = itemAt(state.log, from + nth)!;
    const propose: Propose<C> = { kind: "propose", epoch: transaction.zxid.epoch, transaction };
    return tell(to, propose);
  });
}

/** Delivers what a quorum has, and says so. */
function commit<S, C, R>(
  state: ProcessState<S, C, R>,
  role: Leading<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const lengths = role.synced.map((length) => length ?? 0).toSorted((a, b) => b - a);
  const committed = lengths[settings.quorum - 1] ?? 0;
  if (committed <= state.replica.delivered) return unchanged(state);
  const zxid = zxidBefore(state, Math.min(committed, state.length));
  return and(
    deliverUpTo(state, zxid, settings),
    tellFollowers<S, C, R>(role, self, () => ({ kind: "commit", epoch: role.epoch, zxid })),
  );
}

/**
 * What has been proposed for a while and not been acknowledged by those who live; the whole history where the log has
 * been cut.
 */
export function unacknowledged<S, C, R>(
  state: ProcessState<S, C, R>,
  { synced, sentBefore, heard }: Leading<S, C, R>,
  self: NodeId,
): readonly Action<S, C, R>[] {
  return synced.flatMap((length, process) => {
    if (length === null || process === self || !heard.includes(process)) return [];
    const isCut = length < Math.min(state.logStart, sentBefore);
    return isCut ? [tell(process, newLeader(state))] : proposals(state, process, length, sentBefore);
  });
}
