import { fromIndex, itemAt, unchanged, withItem, type SparseArray } from "../../core/index.ts";
import { answers } from "./answers.ts";
import type { History, NewLeader, Transaction } from "./messages.ts";
import type { ProcessState, Turn } from "./vocabulary.ts";
import { noZxid, type Zxid } from "./zxid.ts";

/** All of a process's history. */
export function historyOf<S, C, R>({
  log,
  logStart: from,
  length,
  replica,
}: ProcessState<S, C, R>): History<S, C, R> {
  return { log, from, length, replica: from === 0 ? null : replica };
}

/** What a leader lets its followers have of it (phase 2). */
export function newLeader<S, C, R>(state: ProcessState<S, C, R>): NewLeader<S, C, R> {
  return { kind: "newleader", epoch: state.current, history: historyOf(state) };
}

/** The name of the last transaction in it. */
export function lastZxid({
  log,
  length,
}: {
  readonly log: SparseArray<Transaction<unknown>>;
  readonly length: number;
}): Zxid {
  return itemAt(log, length - 1)?.zxid ?? noZxid;
}

export function appended<S, C, R>(
  state: ProcessState<S, C, R>,
  transaction: Transaction<C>,
): ProcessState<S, C, R> {
  const { log, length } = state;
  return { ...state, log: withItem(log, length, transaction), length: length + 1 };
}

/** Puts this history in place of the process's own, and takes over the replica if that is further on. */
export function adopt<S, C, R>(
  state: ProcessState<S, C, R>,
  { log, from: logStart, length, replica }: History<S, C, R>,
): Turn<S, C, R> {
  const adopted = { ...state, log, logStart, length };
  if (replica === null || replica.delivered <= state.replica.delivered) return unchanged(adopted);
  const restored = answers({ ...adopted, replica, snapshot: replica }, null);
  const { delivered, service } = replica;
  return {
    state: restored.state,
    effects: [
      { kind: "decide", decision: { kind: "restored", delivered, state: service } },
      ...restored.effects,
    ],
  };
}

/**
 * Takes a snapshot, and cuts the log: not at it but so many transactions before, for whoever is only a little behind is
 * helped with a few of them better than with the whole state.
 */
export function withSnapshot<S, C, R>(state: ProcessState<S, C, R>, kept: number): ProcessState<S, C, R> {
  const { replica } = state;
  const logStart = Math.max(state.logStart, replica.delivered - kept);
  return { ...state, snapshot: replica, logStart, log: fromIndex(state.log, logStart) };
}
