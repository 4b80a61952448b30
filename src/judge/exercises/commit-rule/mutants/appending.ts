import type { Candidate } from "../../../exercise.ts";
import type { Answer, AppendEntries, Appended, CommitRuleModule, Follower } from "../port.ts";
import { rightCommitRule as right } from "../right.ts";
import { candidate } from "./candidate.ts";

/** The right answer with something else in it. */
function appending(
  change: (answer: Appended, follower: Follower, message: AppendEntries) => Answer,
): Pick<CommitRuleModule, "onAppendEntries"> {
  return {
    onAppendEntries(follower, message) {
      const answer = right.onAppendEntries(follower, message);
      return answer.success ? change(answer, follower, message) : answer;
    },
  };
}

/** What becomes of the log where nothing is refused. */
function accepted(follower: Follower, message: AppendEntries): Answer {
  const prevLogTerm = follower.log[message.prevLogIndex - 1]?.term ?? 0;
  return right.onAppendEntries(follower, { ...message, term: follower.currentTerm, prevLogTerm });
}

export const appendingWrongly: readonly Candidate<CommitRuleModule>[] = [
  candidate("listens to leaders whose term is over", {
    onAppendEntries: (follower, message) =>
      right.onAppendEntries(follower, { ...message, term: Math.max(message.term, follower.currentTerm) }),
  }),
  candidate("listens to leaders of its own term only", {
    onAppendEntries: (follower, message) =>
      message.term === follower.currentTerm ? right.onAppendEntries(follower, message) : { success: false },
  }),
  candidate("takes anything at the previous index for enough", {
    onAppendEntries: (follower, message) =>
      message.term < follower.currentTerm || message.prevLogIndex > follower.log.length
        ? { success: false }
        : accepted(follower, message),
  }),
  candidate("never refuses a leader for what its own log has", {
    onAppendEntries: (follower, message) => {
      if (message.term < follower.currentTerm) return { success: false };
      const length = Math.min(follower.log.length, message.prevLogIndex);
      return accepted(follower, { ...message, prevLogIndex: length });
    },
  }),
  candidate("refuses what begins the log", {
    onAppendEntries: (follower, message) =>
      follower.log[message.prevLogIndex - 1] === undefined
        ? { success: false }
        : right.onAppendEntries(follower, message),
  }),
  candidate(
    "drops everything after the previous entry",
    appending((answer, { log }, { prevLogIndex, entries }) => ({
      ...answer,
      log: [...log.slice(0, prevLogIndex), ...entries],
    })),
  ),
  candidate(
    "drops everything after new entries",
    appending((answer, { log }, { prevLogIndex, entries }) => ({
      ...answer,
      log: entries.length === 0 ? log : [...log.slice(0, prevLogIndex), ...entries],
    })),
  ),
  candidate(
    "keeps what follows a conflict",
    appending((answer, { log }, { prevLogIndex, entries }) => ({
      ...answer,
      log: [...log.slice(0, prevLogIndex), ...entries, ...log.slice(prevLogIndex + entries.length)],
    })),
  ),
  candidate(
    "never replaces what is there",
    appending((answer, { log }, { prevLogIndex, entries }) => ({
      ...answer,
      log: [...log, ...entries.slice(Math.max(0, log.length - prevLogIndex))],
    })),
  ),
  candidate(
    "puts new entries at the end of its log",
    appending((answer, { log }, { entries }) => ({ ...answer, log: [...log, ...entries] })),
  ),
  candidate(
    "vouches for its log up to its own end",
    appending((answer) => ({ ...answer, matchIndex: answer.log.length })),
  ),
  candidate(
    "vouches for the previous entry only",
    appending((answer, _follower, { prevLogIndex }) => ({ ...answer, matchIndex: prevLogIndex })),
  ),
  candidate(
    "commits as far as the leader says",
    appending((answer, { commitIndex }, { leaderCommit }) => ({
      ...answer,
      commitIndex: Math.max(commitIndex, leaderCommit),
    })),
  ),
  candidate(
    "commits as far as its own log goes",
    appending((answer, { commitIndex }, { leaderCommit }) => ({
      ...answer,
      commitIndex: Math.max(commitIndex, Math.min(leaderCommit, answer.log.length)),
    })),
  ),
  candidate(
    "takes commits back for a late message",
    appending((answer, _follower, { leaderCommit }) => ({
      ...answer,
      commitIndex: Math.min(leaderCommit, answer.matchIndex),
    })),
  ),
  candidate(
    "commits nothing as a follower",
    appending((answer, { commitIndex }) => ({ ...answer, commitIndex })),
  ),
];
