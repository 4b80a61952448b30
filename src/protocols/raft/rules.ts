import { itemAt, type NodeId, type Service } from "../../core/index.ts";
import { appended, termAt, truncated, type Entry, type Log, type Position } from "./log.ts";
import { execute, type Execution, type Replica } from "./replica.ts";
import type { ServerState } from "./vocabulary.ts";

/**
 * The few lines on which it hangs whether a replicated log is right, one by one, so that they can be read
 * together, written by a student, or planted with a bug.
 */
export interface Rules<S, C, R> {
  /** Whether a server that has voted so in this term may vote for this candidate. */
  readonly mayVoteFor: (votedFor: NodeId | null, candidate: NodeId) => boolean;
  /** Whether a candidate's log, which ends at the one entry, is no worse than the voter's, which ends at the other. */
  readonly isUpToDate: (candidate: Position, voter: Position) => boolean;
  /** The consistency check of appendEntries: whether the log has the leader's entry before the new ones. */
  readonly hasPrevious: (log: Log<C>, previous: Position) => boolean;
  /** The log with the leader's entries after that index. */
  readonly merged: (log: Log<C>, prevLogIndex: number, entries: readonly Entry<C>[]) => Log<C>;
  /**
   * The highest index that a majority of the members has on disk.
   *
   * @param matched - up to which index each member's log is the leader's; the leader's own is among them if it is a member.
   */
  readonly agreedIndex: (matched: readonly Matched[], leader: NodeId) => number;
  /** Whether a leader may take for committed what a majority has up to this index. */
  readonly mayCommit: (log: Log<C>, currentTerm: number, index: number) => boolean;
  /** Up to where a follower may apply its log, whose entries up to `known` are the leader's. */
  readonly committedFor: (leaderCommit: number, known: number, log: Log<C>) => number;
  /** Whether a leader may put another configuration into its log now. */
  readonly mayReconfigure: (state: ServerState<S, C, R>) => boolean;
  /** What becomes of a replica by its next entry. */
  readonly execute: (
    replica: Replica<S, R>,
    entry: Entry<C>,
    service: Service<S, C, R>,
  ) => Execution<S, C, R>;
}

export interface Matched {
  readonly node: NodeId;
  readonly matchIndex: number;
}

export function soundRules<S, C, R>(): Rules<S, C, R> {
  return {
    mayVoteFor,
    isUpToDate,
    hasPrevious,
    merged,
    agreedIndex,
    mayCommit,
    committedFor,
    mayReconfigure,
    execute,
  };
}

/** First come, first served; one vote a term (section 5.2). The same candidate may ask again. */
function mayVoteFor(votedFor: NodeId | null, candidate: NodeId): boolean {
  return votedFor === null || votedFor === candidate;
}

/** The later last term; of two equal ones, the longer log (section 5.4.1). */
function isUpToDate(candidate: Position, voter: Position): boolean {
  return candidate.term === voter.term ? candidate.index >= voter.index : candidate.term > voter.term;
}

/** What a snapshot stands for is committed: the leader has the same there (sections 5.3 and 7). */
function hasPrevious(log: Log<unknown>, { index, term }: Position): boolean {
  return index <= log.base.index || termAt(log, index) === term;
}

/**
 * Only an entry that conflicts with a new one is dropped, and all that follow it. A message may be late, and what it does
 * not mention may have been added, and counted by the leader, since it was sent (section 5.3, and figure 2's "if").
 */
function merged<C>(log: Log<C>, prevLogIndex: number, entries: readonly Entry<C>[]): Log<C> {
  let next = log;
  for (const [nth, entry] of entries.entries()) {
    const index = prevLogIndex + 1 + nth;
    if (index <= log.base.index || itemAt(next.entries, index)?.term === entry.term) continue;
    next = appended(truncated(next, index), entry);
  }
  return next;
}

function agreedIndex(matched: readonly Matched[]): number {
  const highestFirst = matched.map(({ matchIndex }) => matchIndex).toSorted((a, b) => b - a);
  return highestFirst[Math.floor(matched.length / 2)] ?? 0;
}

/**
 * Only entries of the leader's own term are committed by counting; what stands before them is so along with them. An
 * entry of an earlier term may be on a majority and be overwritten yet (section 5.4.2 and figure 8).
 */
function mayCommit(log: Log<unknown>, currentTerm: number, index: number): boolean {
  return termAt(log, index) === currentTerm;
}

/** What its log has beyond the leader's last entry may be of another, later to be dropped (figure 2). */
function committedFor(leaderCommit: number, known: number): number {
  return Math.min(leaderCommit, known);
}

/**
 * One change at a time: the majorities of two configurations that differ by one server meet, those of any two need
 * not. And not before an entry of the leader's own term is committed: another leader's change, which is not in this
 * one's log, could be so still (thesis, section 4.1; Ongaro, *bug in single-server membership changes*, 2015).
 */
function mayReconfigure<S, C, R>({ pending, replica, currentTerm }: ServerState<S, C, R>): boolean {
  return pending.length === 0 && replica.lastTerm === currentTerm;
}
