import type { Candidate } from "../../../exercise.ts";
import type { CommitRuleModule } from "../port.ts";
import { rightCommitRule as right } from "../right.ts";

/** The right functions, some of them done otherwise; a leader counts, and a voter compares, by the changed ones. */
export function candidate(name: string, changed: Partial<CommitRuleModule>): Candidate<CommitRuleModule> {
  const { agreedIndex, isUpToDate } = { ...right, ...changed };
  const mayCommitUpTo: CommitRuleModule["mayCommitUpTo"] = (leader) => {
    const { currentTerm, commitIndex, terms, matchIndex, configuration } = leader;
    const agreed = agreedIndex(matchIndex, configuration);
    return agreed > commitIndex && terms[agreed - 1] === currentTerm ? agreed : commitIndex;
  };
  const grantsVote: CommitRuleModule["grantsVote"] = (voter, request) =>
    right.grantsVote(voter, { ...request, lastLogIndex: Infinity, lastLogTerm: Infinity }) &&
    isUpToDate(request, voter);
  return { name, module: { ...right, mayCommitUpTo, grantsVote, ...changed } };
}
