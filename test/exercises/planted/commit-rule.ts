import type { NodeId } from "../../../src/core/index.ts";
import * as solution from "../../../solutions/commit-rule/commit-rule.ts";
import type { Planted } from "./visible.ts";

type Exercise = typeof solution;
type Answer<C> = solution.Answer<C>;
type Follower<C> = solution.Follower<C>;
type AppendEntries<C> = solution.AppendEntries<C>;

/** The solution with some of its functions done otherwise; a leader counts by the changed ones. */
function variant(bug: string, change: Partial<Exercise>): Planted<Exercise> {
  const { agreedIndex } = { ...solution, ...change };
  const mayCommitUpTo: Exercise["mayCommitUpTo"] = ({
    currentTerm,
    commitIndex,
    terms,
    matchIndex,
    configuration,
  }) => {
    const agreed = agreedIndex(matchIndex, configuration);
    return agreed > commitIndex && terms[agreed - 1] === currentTerm ? agreed : commitIndex;
  };
  const isUpToDate = change.isUpToDate ?? solution.isUpToDate;
  const grantsVote: Exercise["grantsVote"] = (voter, request) =>
    solution.grantsVote(voter, { ...request, lastLogIndex: Infinity, lastLogTerm: Infinity }) &&
    isUpToDate(request, voter);
  return { bug, exercise: { ...solution, mayCommitUpTo, grantsVote, ...change } };
}

const membersOf = (configuration: solution.Configuration): readonly NodeId[] =>
  configuration.kind === "simple"
    ? configuration.members
    : [...new Set([...configuration.old, ...configuration.new])];

const nth =
  (place: (count: number) => number): Exercise["agreedIndex"] =>
  (matchIndex, configuration) => {
    const members = membersOf(configuration);
    const highestFirst = members.map((node) => matchIndex[node] ?? 0).toSorted((a, b) => b - a);
    return highestFirst[place(members.length)] ?? 0;
  };

/** The right answer with something else in it. */
function appending(
  change: <C>(
    answer: Exclude<Answer<C>, { success: false }>,
    follower: Follower<C>,
    message: AppendEntries<C>,
  ) => Answer<C>,
): Pick<Exercise, "onAppendEntries"> {
  return {
    onAppendEntries(follower, message) {
      const answer = solution.onAppendEntries(follower, message);
      return answer.success ? change(answer, follower, message) : answer;
    },
  };
}

/** What becomes of the log where nothing is refused. */
function accepted<C>(follower: Follower<C>, message: AppendEntries<C>): Answer<C> {
  const prevLogTerm = follower.log[message.prevLogIndex - 1]?.term ?? 0;
  return solution.onAppendEntries(follower, { ...message, term: follower.currentTerm, prevLogTerm });
}

export const wrongCommitRules: readonly Planted<Exercise>[] = [
  variant("what anybody has is agreed", { agreedIndex: nth(() => 0) }),
  variant("only what all have is agreed", { agreedIndex: nth((count) => count - 1) }),
  variant("half is a majority", { agreedIndex: nth((count) => Math.ceil(count / 2) - 1) }),
  variant("joint: a majority of all together", { agreedIndex: nth((count) => Math.floor(count / 2)) }),
  variant("joint: the new ones decide", {
    agreedIndex: (matchIndex, configuration) =>
      solution.agreedIndex(
        matchIndex,
        configuration.kind === "joint" ? { kind: "simple", members: configuration.new } : configuration,
      ),
  }),
  variant("joint: the old ones decide", {
    agreedIndex: (matchIndex, configuration) =>
      solution.agreedIndex(
        matchIndex,
        configuration.kind === "joint" ? { kind: "simple", members: configuration.old } : configuration,
      ),
  }),
  variant("joint: either majority will do", {
    agreedIndex: (matchIndex, configuration) =>
      configuration.kind === "simple"
        ? solution.agreedIndex(matchIndex, configuration)
        : Math.max(
            solution.agreedIndex(matchIndex, { kind: "simple", members: configuration.old }),
            solution.agreedIndex(matchIndex, { kind: "simple", members: configuration.new }),
          ),
  }),
  variant("everybody who runs is counted", {
    agreedIndex: (matchIndex) =>
      solution.agreedIndex(matchIndex, { kind: "simple", members: [...matchIndex.keys()] }),
  }),
  variant("followers are counted against followers", {
    agreedIndex: (matchIndex, configuration) =>
      solution.agreedIndex(matchIndex, {
        kind: "simple",
        members: membersOf(configuration).filter((node) => matchIndex[node] !== Math.max(...matchIndex)),
      }),
  }),
  variant("entries of earlier terms are committed by counting", {
    mayCommitUpTo: ({ commitIndex, matchIndex, configuration }) =>
      Math.max(commitIndex, solution.agreedIndex(matchIndex, configuration)),
  }),
  variant("an entry of the next index's term", {
    mayCommitUpTo: ({ currentTerm, commitIndex, terms, matchIndex, configuration }) => {
      const agreed = solution.agreedIndex(matchIndex, configuration);
      return terms[agreed] === currentTerm ? Math.max(agreed, commitIndex) : commitIndex;
    },
  }),
  variant("any log that ends in the current term is enough", {
    mayCommitUpTo: ({ currentTerm, commitIndex, terms, matchIndex, configuration }) =>
      terms.at(-1) === currentTerm
        ? Math.max(commitIndex, solution.agreedIndex(matchIndex, configuration))
        : commitIndex,
  }),
  variant("one entry at a time", {
    mayCommitUpTo: (leader) => Math.min(leader.commitIndex + 1, solution.mayCommitUpTo(leader)),
  }),
  variant("what was committed is taken back", {
    mayCommitUpTo: ({ currentTerm, terms, matchIndex, configuration }) => {
      const agreed = solution.agreedIndex(matchIndex, configuration);
      return terms[agreed - 1] === currentTerm ? agreed : 0;
    },
  }),
  variant("nothing new is ever committed", { mayCommitUpTo: ({ commitIndex }) => commitIndex }),
  variant("the longer log is more up to date", {
    isUpToDate: (candidate, voter) => candidate.lastLogIndex >= voter.lastLogIndex,
  }),
  variant("the later term, whatever the length", {
    isUpToDate: (candidate, voter) => candidate.lastLogTerm >= voter.lastLogTerm,
  }),
  variant("both term and length must be no less", {
    isUpToDate: (candidate, voter) =>
      candidate.lastLogTerm >= voter.lastLogTerm && candidate.lastLogIndex >= voter.lastLogIndex,
  }),
  variant("only a better log is good enough", {
    isUpToDate: (candidate, voter) =>
      candidate.lastLogTerm === voter.lastLogTerm
        ? candidate.lastLogIndex > voter.lastLogIndex
        : candidate.lastLogTerm > voter.lastLogTerm,
  }),
  variant("every log is up to date", { isUpToDate: () => true }),
  variant("votes for everybody who asks", {
    grantsVote: (voter, request) => request.term >= voter.currentTerm && solution.isUpToDate(request, voter),
  }),
  variant("tells nobody twice", {
    grantsVote: (voter, request) =>
      solution.grantsVote(
        { ...voter, votedFor: voter.votedFor === request.candidateId ? -1 : voter.votedFor },
        request,
      ),
  }),
  variant("server 0 is nobody", {
    // Not `votedFor === null`: what is falsy passes for no vote.
    grantsVote: (voter, request) =>
      solution.grantsVote({ ...voter, votedFor: voter.votedFor || null }, request),
  }),
  variant("one vote in a lifetime", {
    grantsVote: (voter, request) =>
      (voter.votedFor === null || voter.votedFor === request.candidateId) &&
      solution.grantsVote(voter, request),
  }),
  variant("votes in terms that are over", {
    grantsVote: (voter, request) =>
      solution.grantsVote({ ...voter, currentTerm: Math.min(voter.currentTerm, request.term) }, request),
  }),
  variant("a later term makes up for the log", {
    grantsVote: (voter, request) => request.term > voter.currentTerm || solution.grantsVote(voter, request),
  }),
  variant("whom it has voted for it votes for again, whatever the log", {
    grantsVote: (voter, request) =>
      (request.term === voter.currentTerm && voter.votedFor === request.candidateId) ||
      solution.grantsVote(voter, request),
  }),
  variant("nobody looks at the log", {
    grantsVote: (voter, request) =>
      solution.grantsVote({ ...voter, lastLogIndex: 0, lastLogTerm: 0 }, request),
  }),
  variant("listens to leaders whose term is over", {
    onAppendEntries: (follower, message) =>
      solution.onAppendEntries(follower, { ...message, term: Math.max(message.term, follower.currentTerm) }),
  }),
  variant("listens to leaders of its own term only", {
    onAppendEntries: (follower, message) =>
      message.term === follower.currentTerm
        ? solution.onAppendEntries(follower, message)
        : { success: false },
  }),
  variant("something at the previous index is enough", {
    onAppendEntries: (follower, message) =>
      message.term < follower.currentTerm || message.prevLogIndex > follower.log.length
        ? { success: false }
        : accepted(follower, message),
  }),
  variant("no consistency check", {
    onAppendEntries: (follower, message) => {
      if (message.term < follower.currentTerm) return { success: false };
      const length = Math.min(follower.log.length, message.prevLogIndex);
      return accepted(follower, { ...message, prevLogIndex: length });
    },
  }),
  variant("an empty log is refused", {
    onAppendEntries: (follower, message) =>
      follower.log[message.prevLogIndex - 1] === undefined
        ? { success: false }
        : solution.onAppendEntries(follower, message),
  }),
  variant(
    "everything after the previous entry is dropped",
    appending((answer, { log }, { prevLogIndex, entries }) => ({
      ...answer,
      log: [...log.slice(0, prevLogIndex), ...entries],
    })),
  ),
  variant(
    "everything after new entries is dropped",
    appending((answer, { log }, { prevLogIndex, entries }) => ({
      ...answer,
      log: entries.length === 0 ? log : [...log.slice(0, prevLogIndex), ...entries],
    })),
  ),
  variant(
    "what follows a conflict is kept",
    appending((answer, { log }, { prevLogIndex, entries }) => ({
      ...answer,
      log: [...log.slice(0, prevLogIndex), ...entries, ...log.slice(prevLogIndex + entries.length)],
    })),
  ),
  variant(
    "what is there is never replaced",
    appending((answer, { log }, { prevLogIndex, entries }) => ({
      ...answer,
      log: [...log, ...entries.slice(Math.max(0, log.length - prevLogIndex))],
    })),
  ),
  variant(
    "new entries go to the end of the log",
    appending((answer, { log }, { entries }) => ({ ...answer, log: [...log, ...entries] })),
  ),
  variant(
    "matched up to the end of its own log",
    appending((answer) => ({ ...answer, matchIndex: answer.log.length })),
  ),
  variant(
    "matched up to the previous entry only",
    appending((answer, _follower, { prevLogIndex }) => ({ ...answer, matchIndex: prevLogIndex })),
  ),
  variant(
    "committed as far as the leader says",
    appending((answer, { commitIndex }, { leaderCommit }) => ({
      ...answer,
      commitIndex: Math.max(commitIndex, leaderCommit),
    })),
  ),
  variant(
    "committed as far as its own log goes",
    appending((answer, { commitIndex }, { leaderCommit }) => ({
      ...answer,
      commitIndex: Math.max(commitIndex, Math.min(leaderCommit, answer.log.length)),
    })),
  ),
  variant(
    "a late message takes commits back",
    appending((answer, _follower, { leaderCommit }) => ({
      ...answer,
      commitIndex: Math.min(leaderCommit, answer.matchIndex),
    })),
  ),
  variant(
    "nothing is committed at followers",
    appending((answer, { commitIndex }) => ({ ...answer, commitIndex })),
  ),
];
