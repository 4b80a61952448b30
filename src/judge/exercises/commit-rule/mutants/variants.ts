import type { NodeId } from "../../../../core/index.ts";
import type { Candidate } from "../../../exercise.ts";
import type { CommitRuleModule, Entry } from "../port.ts";
import { rightCommitRule as right } from "../right.ts";
import { candidate } from "./candidate.ts";

/** The highest index that more than half of these have, found by going down. */
function counted(members: readonly NodeId[], matchIndex: readonly number[]): number {
  let index = Math.max(...matchIndex);
  const holders = (): number => members.filter((node) => matchIndex[node]! >= index).length;
  while (2 * holders() <= members.length) index--;
  return index;
}

/** Right, though not as the reference does it. */
export const commitRuleVariants: readonly Candidate<CommitRuleModule>[] = [
  candidate("goes down from the highest index", {
    agreedIndex: (matchIndex, configuration) =>
      configuration.kind === "simple"
        ? counted(configuration.members, matchIndex)
        : Math.min(counted(configuration.old, matchIndex), counted(configuration.new, matchIndex)),
  }),
  candidate("looks down the log for the last entry of its own term that a majority has", {
    mayCommitUpTo({ currentTerm, commitIndex, terms, matchIndex, configuration }) {
      const agreed = right.agreedIndex(matchIndex, configuration);
      for (let index = agreed; index > commitIndex; index--)
        if (terms[index - 1] === currentTerm) return index;
      return commitIndex;
    },
  }),
  candidate("takes new entries one by one", {
    onAppendEntries(follower, message) {
      const answer = right.onAppendEntries(follower, { ...message, entries: [], leaderCommit: 0 });
      if (!answer.success) return answer;
      const log: Entry[] = [...follower.log];
      for (const [nth, entry] of message.entries.entries()) {
        const place = message.prevLogIndex + nth;
        if (log[place]?.term !== entry.term) log.splice(place, Infinity, entry);
      }
      const matchIndex = message.prevLogIndex + message.entries.length;
      const known = Math.min(message.leaderCommit, matchIndex);
      return { success: true, log, matchIndex, commitIndex: Math.max(follower.commitIndex, known) };
    },
  }),
];
