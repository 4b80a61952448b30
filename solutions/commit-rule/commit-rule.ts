import type { NodeId } from "paxoslab/core";

/** Who counts. `joint`: while members change, both the old and the new ones do, each by themselves (section 6). */
export type Configuration =
  | { readonly kind: "simple"; readonly members: readonly NodeId[] }
  | { readonly kind: "joint"; readonly old: readonly NodeId[]; readonly new: readonly NodeId[] };

/** What a leader knows when it asks itself how far it may commit. */
export interface Leader {
  readonly currentTerm: number;
  /** How far it knows entries to be committed already. */
  readonly commitIndex: number;
  /** The terms of its log's entries: the first is that of index 1. */
  readonly terms: readonly number[];
  /** By server: up to which index its log is known to be the leader's. The leader's own last index is among them. */
  readonly matchIndex: readonly number[];
  readonly configuration: Configuration;
}

/** The end of a log; index 0 and term 0 if it is empty. */
export interface LastEntry {
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
}

export interface Voter extends LastEntry {
  readonly currentTerm: number;
  /** Whom it has voted for in `currentTerm`. */
  readonly votedFor: NodeId | null;
}

export interface RequestVote extends LastEntry {
  readonly term: number;
  readonly candidateId: NodeId;
}

export interface Entry<C> {
  readonly term: number;
  readonly command: C;
}

export interface Follower<C> {
  readonly currentTerm: number;
  readonly commitIndex: number;
  /** The first is the entry at index 1. */
  readonly log: readonly Entry<C>[];
}

export interface AppendEntries<C> {
  readonly term: number;
  /** The entry right before the new ones; index 0 and term 0 if they are the first. */
  readonly prevLogIndex: number;
  readonly prevLogTerm: number;
  readonly entries: readonly Entry<C>[];
  readonly leaderCommit: number;
}

export type Answer<C> =
  | { readonly success: false }
  | {
      readonly success: true;
      readonly log: readonly Entry<C>[];
      readonly commitIndex: number;
      /** Up to there the follower now knows its log to be the leader's. */
      readonly matchIndex: number;
    };

export function agreedIndex(matchIndex: readonly number[], configuration: Configuration): number {
  switch (configuration.kind) {
    case "simple":
      return agreedAmong(configuration.members, matchIndex);
    case "joint":
      return Math.min(agreedAmong(configuration.old, matchIndex), agreedAmong(configuration.new, matchIndex));
  }
}

/** With the highest first, the place in the middle: so many before it, and it makes one more than half. */
function agreedAmong(members: readonly NodeId[], matchIndex: readonly number[]): number {
  const highestFirst = members.map((server) => matchIndex[server] ?? 0).toSorted((a, b) => b - a);
  return highestFirst[Math.floor(members.length / 2)] ?? 0;
}

/**
 * Only an entry of the leader's own term is committed by counting, and all before it along with it: whoever lacks it is then
 * refused by a majority. One of an earlier term may be on a majority and lose against a log that ends in a term between
 * (figure 8). Terms never fall along a log, so that if the agreed entry is older, none below it is of this term.
 */
export function mayCommitUpTo(leader: Leader): number {
  const { currentTerm, commitIndex, terms, matchIndex, configuration } = leader;
  const agreed = agreedIndex(matchIndex, configuration);
  return agreed > commitIndex && terms[agreed - 1] === currentTerm ? agreed : commitIndex;
}

/** The later last term; of two equal ones, the longer log. */
export function isUpToDate(candidate: LastEntry, voter: LastEntry): boolean {
  return candidate.lastLogTerm === voter.lastLogTerm
    ? candidate.lastLogIndex >= voter.lastLogIndex
    : candidate.lastLogTerm > voter.lastLogTerm;
}

/** One vote a term, first come, first served; the same candidate is told again, for the answer may have been lost. */
export function grantsVote(voter: Voter, request: RequestVote): boolean {
  if (request.term < voter.currentTerm) return false;
  const votedFor = request.term > voter.currentTerm ? null : voter.votedFor;
  return (votedFor === null || votedFor === request.candidateId) && isUpToDate(request, voter);
}

/**
 * If the logs agree on one entry they agree on all before it (Log Matching), so that one has to be looked at. What follows is
 * dropped only where it conflicts: the message may be late, and entries that it does not mention may have been
 * acknowledged since. And what it does not mention may be another leader's: it is neither matched nor committed by it.
 */
export function onAppendEntries<C>(follower: Follower<C>, message: AppendEntries<C>): Answer<C> {
  const { term, prevLogIndex, prevLogTerm, entries, leaderCommit } = message;
  const { currentTerm, commitIndex, log } = follower;
  if (term < currentTerm) return { success: false };
  if (prevLogIndex > 0 && log[prevLogIndex - 1]?.term !== prevLogTerm) return { success: false };
  const conflict = entries.findIndex(({ term }, nth) => log[prevLogIndex + nth]?.term !== term);
  const matchIndex = prevLogIndex + entries.length;
  return {
    success: true,
    log: conflict < 0 ? log : [...log.slice(0, prevLogIndex + conflict), ...entries.slice(conflict)],
    commitIndex: Math.max(commitIndex, Math.min(leaderCommit, matchIndex)),
    matchIndex,
  };
}
