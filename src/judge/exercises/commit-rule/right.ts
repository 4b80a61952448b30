import type { NodeId } from "../../../core/index.ts";
import type {
  Answer,
  AppendEntries,
  CommitRuleModule,
  Configuration,
  Follower,
  LastEntry,
  Leader,
  RequestVote,
  Voter,
} from "./port.ts";

function agreedIndex(matchIndex: readonly number[], configuration: Configuration): number {
  switch (configuration.kind) {
    case "simple":
      return agreedAmong(configuration.members, matchIndex);
    case "joint":
      return Math.min(agreedAmong(configuration.old, matchIndex), agreedAmong(configuration.new, matchIndex));
  }
}

function agreedAmong(members: readonly NodeId[], matchIndex: readonly number[]): number {
  const highestFirst = members.map((server) => matchIndex[server] ?? 0).toSorted((a, b) => b - a);
  return highestFirst[Math.floor(members.length / 2)] ?? 0;
}

function mayCommitUpTo(leader: Leader): number {
  const { currentTerm, commitIndex, terms, matchIndex, configuration } = leader;
  const agreed = agreedIndex(matchIndex, configuration);
  return agreed > commitIndex && terms[agreed - 1] === currentTerm ? agreed : commitIndex;
}

function isUpToDate(candidate: LastEntry, voter: LastEntry): boolean {
  return candidate.lastLogTerm === voter.lastLogTerm
    ? candidate.lastLogIndex >= voter.lastLogIndex
    : candidate.lastLogTerm > voter.lastLogTerm;
}

function grantsVote(voter: Voter, request: RequestVote): boolean {
  if (request.term < voter.currentTerm) return false;
  const votedFor = request.term > voter.currentTerm ? null : voter.votedFor;
  return (votedFor === null || votedFor === request.candidateId) && isUpToDate(request, voter);
}

function onAppendEntries(follower: Follower, message: AppendEntries): Answer {
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

export const rightCommitRule: CommitRuleModule = {
  agreedIndex,
  mayCommitUpTo,
  isUpToDate,
  grantsVote,
  onAppendEntries,
};
