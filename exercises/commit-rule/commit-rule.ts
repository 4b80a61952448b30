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

/** The highest index that a majority of those who count has. */
export function agreedIndex(matchIndex: readonly number[], _configuration: Configuration): number {
  // TODO: a majority of whom?
  return Math.max(...matchIndex);
}

/** The leader's commit index from now on. */
export function mayCommitUpTo({ matchIndex, configuration }: Leader): number {
  // TODO: is an entry committed because a majority has it? See figure 8.
  return agreedIndex(matchIndex, configuration);
}

/** Whether the candidate's log is at least as up to date as the voter's. */
export function isUpToDate(candidate: LastEntry, voter: LastEntry): boolean {
  // TODO: is the longer log the better one?
  return candidate.lastLogIndex >= voter.lastLogIndex;
}

/** Whether the voter gives the candidate its vote. */
export function grantsVote({ votedFor }: Voter, _request: RequestVote): boolean {
  // TODO
  return votedFor === null;
}

/** What an appendEntries does to a follower's log, and what the follower answers. */
export function onAppendEntries<C>({ log }: Follower<C>, message: AppendEntries<C>): Answer<C> {
  // TODO: what may be wrong with the log, and with the message?
  const { entries, leaderCommit } = message;
  return {
    success: true,
    log: [...log, ...entries],
    commitIndex: leaderCommit,
    matchIndex: log.length + entries.length,
  };
}
