import type { Candidate } from "../../../exercise.ts";
import type { CommitRuleModule } from "../port.ts";
import { rightCommitRule as right } from "../right.ts";
import { candidate } from "./candidate.ts";

export const votingWrongly: readonly Candidate<CommitRuleModule>[] = [
  candidate("takes the longer log for the better one", {
    isUpToDate: (candidate, voter) => candidate.lastLogIndex >= voter.lastLogIndex,
  }),
  candidate("takes the later term for better, whatever the length", {
    isUpToDate: (candidate, voter) => candidate.lastLogTerm >= voter.lastLogTerm,
  }),
  candidate("wants both term and length to be no less", {
    isUpToDate: (candidate, voter) =>
      candidate.lastLogTerm >= voter.lastLogTerm && candidate.lastLogIndex >= voter.lastLogIndex,
  }),
  candidate("takes only a better log for good enough", {
    isUpToDate: (candidate, voter) =>
      candidate.lastLogTerm === voter.lastLogTerm
        ? candidate.lastLogIndex > voter.lastLogIndex
        : candidate.lastLogTerm > voter.lastLogTerm,
  }),
  candidate("takes every log for good enough", { isUpToDate: () => true }),
  candidate("votes for everybody who asks", {
    grantsVote: (voter, request) => request.term >= voter.currentTerm && right.isUpToDate(request, voter),
  }),
  candidate("gives nobody the same vote twice", {
    grantsVote: (voter, request) =>
      right.grantsVote(
        { ...voter, votedFor: voter.votedFor === request.candidateId ? -1 : voter.votedFor },
        request,
      ),
  }),
  candidate("takes server 0 for nobody", {
    // Not `votedFor === null`: what is falsy passes for no vote.
    grantsVote: (voter, request) => right.grantsVote({ ...voter, votedFor: voter.votedFor || null }, request),
  }),
  candidate("votes once in a lifetime", {
    grantsVote: (voter, request) =>
      (voter.votedFor === null || voter.votedFor === request.candidateId) && right.grantsVote(voter, request),
  }),
  candidate("votes for whom it has voted for, in terms that are over, too", {
    grantsVote: (voter, request) =>
      right.grantsVote(
        voter.votedFor === request.candidateId ? { ...voter, currentTerm: request.term } : voter,
        request,
      ),
  }),
  candidate("votes in terms that are over", {
    grantsVote: (voter, request) =>
      right.grantsVote({ ...voter, currentTerm: Math.min(voter.currentTerm, request.term) }, request),
  }),
  candidate("takes a later term instead of a good log", {
    grantsVote: (voter, request) => request.term > voter.currentTerm || right.grantsVote(voter, request),
  }),
  candidate("votes again for whom it voted for, whatever the log", {
    grantsVote: (voter, request) =>
      (request.term === voter.currentTerm && voter.votedFor === request.candidateId) ||
      right.grantsVote(voter, request),
  }),
  candidate("does not look at the log when it votes", {
    grantsVote: (voter, request) => right.grantsVote({ ...voter, lastLogIndex: 0, lastLogTerm: 0 }, request),
  }),
];
