import type { NodeId } from "../../../core/index.ts";
import type { Port } from "../../port.ts";

/** As the exercise declares them; commands are texts. */
export type Configuration =
  | { readonly kind: "simple"; readonly members: readonly NodeId[] }
  | { readonly kind: "joint"; readonly old: readonly NodeId[]; readonly new: readonly NodeId[] };

export interface Leader {
  readonly currentTerm: number;
  readonly commitIndex: number;
  readonly terms: readonly number[];
  readonly matchIndex: readonly number[];
  readonly configuration: Configuration;
}

export interface LastEntry {
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
}

export interface Voter extends LastEntry {
  readonly currentTerm: number;
  readonly votedFor: NodeId | null;
}

export interface RequestVote extends LastEntry {
  readonly term: number;
  readonly candidateId: NodeId;
}

export interface Entry {
  readonly term: number;
  readonly command: string;
}

export interface Follower {
  readonly currentTerm: number;
  readonly commitIndex: number;
  readonly log: readonly Entry[];
}

export interface AppendEntries {
  readonly term: number;
  readonly prevLogIndex: number;
  readonly prevLogTerm: number;
  readonly entries: readonly Entry[];
  readonly leaderCommit: number;
}

export interface Appended {
  readonly success: true;
  readonly log: readonly Entry[];
  readonly commitIndex: number;
  readonly matchIndex: number;
}

export type Answer = { readonly success: false } | Appended;

/** The module's functions are the questions: all of them are about plain data. */
export interface CommitRuleModule {
  readonly agreedIndex: (matchIndex: readonly number[], configuration: Configuration) => number;
  readonly mayCommitUpTo: (leader: Leader) => number;
  readonly isUpToDate: (candidate: LastEntry, voter: LastEntry) => boolean;
  readonly grantsVote: (voter: Voter, request: RequestVote) => boolean;
  readonly onAppendEntries: (follower: Follower, message: AppendEntries) => Answer;
}

export const commitRulePort: Port<CommitRuleModule, CommitRuleModule> = {
  file: "commit-rule.ts",
  exports: ["agreedIndex", "mayCommitUpTo", "isUpToDate", "grantsVote", "onAppendEntries"],
  calls: {
    agreedIndex: ({ agreedIndex }, matchIndex, configuration) => agreedIndex(matchIndex, configuration),
    mayCommitUpTo: ({ mayCommitUpTo }, leader) => mayCommitUpTo(leader),
    isUpToDate: ({ isUpToDate }, candidate, voter) => isUpToDate(candidate, voter),
    grantsVote: ({ grantsVote }, voter, request) => grantsVote(voter, request),
    onAppendEntries: ({ onAppendEntries }, follower, message) => onAppendEntries(follower, message),
  },
  provides: { "paxoslab/core": ["majoritySize", "nodes", "sameData"] },
};
