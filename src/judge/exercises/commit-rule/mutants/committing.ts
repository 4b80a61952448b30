import type { NodeId } from "../../../../core/index.ts";
import type { Candidate } from "../../../exercise.ts";
import type { CommitRuleModule, Configuration } from "../port.ts";
import { rightCommitRule as right } from "../right.ts";
import { candidate } from "./candidate.ts";

const membersOf = (configuration: Configuration): readonly NodeId[] =>
  configuration.kind === "simple"
    ? configuration.members
    : [...new Set([...configuration.old, ...configuration.new])];

const nth =
  (place: (count: number) => number): CommitRuleModule["agreedIndex"] =>
  (matchIndex, configuration) => {
    const members = membersOf(configuration);
    const highestFirst = members.map((node) => matchIndex[node] ?? 0).toSorted((a, b) => b - a);
    return highestFirst[place(members.length)] ?? 0;
  };

export const committingWrongly: readonly Candidate<CommitRuleModule>[] = [
  candidate("takes for agreed what anybody has", { agreedIndex: nth(() => 0) }),
  candidate("takes for agreed only what all have", { agreedIndex: nth((count) => count - 1) }),
  candidate("takes half for a majority", { agreedIndex: nth((count) => Math.ceil(count / 2) - 1) }),
  candidate("takes a majority of old and new members together", {
    agreedIndex: nth((count) => Math.floor(count / 2)),
  }),
  candidate("lets the new members decide", {
    agreedIndex: (matchIndex, configuration) =>
      right.agreedIndex(
        matchIndex,
        configuration.kind === "joint" ? { kind: "simple", members: configuration.new } : configuration,
      ),
  }),
  candidate("lets the old members decide", {
    agreedIndex: (matchIndex, configuration) =>
      right.agreedIndex(
        matchIndex,
        configuration.kind === "joint" ? { kind: "simple", members: configuration.old } : configuration,
      ),
  }),
  candidate("takes either majority, the old or the new", {
    agreedIndex: (matchIndex, configuration) =>
      configuration.kind === "simple"
        ? right.agreedIndex(matchIndex, configuration)
        : Math.max(
            right.agreedIndex(matchIndex, { kind: "simple", members: configuration.old }),
            right.agreedIndex(matchIndex, { kind: "simple", members: configuration.new }),
          ),
  }),
  candidate("counts servers that are no members", {
    agreedIndex: (matchIndex) =>
      right.agreedIndex(matchIndex, { kind: "simple", members: [...matchIndex.keys()] }),
  }),
  candidate("sorts indices as text: 10 before 9", {
    agreedIndex: (matchIndex, configuration) =>
      Math.min(
        ...(configuration.kind === "simple"
          ? [configuration.members]
          : [configuration.old, configuration.new]
        ).map(
          (members) =>
            members
              .map((server) => String(matchIndex[server]))
              .toSorted()
              .toReversed()
              .map(Number)[Math.floor(members.length / 2)]!,
        ),
      ),
  }),
  candidate("leaves out the leader's own log", {
    agreedIndex: (matchIndex, configuration) =>
      right.agreedIndex(matchIndex, {
        kind: "simple",
        members: membersOf(configuration).filter((node) => matchIndex[node] !== Math.max(...matchIndex)),
      }),
  }),
  candidate("commits entries of earlier terms by counting", {
    mayCommitUpTo: ({ commitIndex, matchIndex, configuration }) =>
      Math.max(commitIndex, right.agreedIndex(matchIndex, configuration)),
  }),
  candidate("looks at the term of the next entry", {
    mayCommitUpTo: ({ currentTerm, commitIndex, terms, matchIndex, configuration }) => {
      const agreed = right.agreedIndex(matchIndex, configuration);
      return terms[agreed] === currentTerm ? Math.max(agreed, commitIndex) : commitIndex;
    },
  }),
  candidate("commits anything once its log ends in its own term", {
    mayCommitUpTo: ({ currentTerm, commitIndex, terms, matchIndex, configuration }) =>
      terms.at(-1) === currentTerm
        ? Math.max(commitIndex, right.agreedIndex(matchIndex, configuration))
        : commitIndex,
  }),
  candidate("commits one entry at a time", {
    mayCommitUpTo: (leader) => Math.min(leader.commitIndex + 1, right.mayCommitUpTo(leader)),
  }),
  candidate("takes back what was committed", {
    mayCommitUpTo: ({ currentTerm, terms, matchIndex, configuration }) => {
      const agreed = right.agreedIndex(matchIndex, configuration);
      return terms[agreed - 1] === currentTerm ? agreed : 0;
    },
  }),
  candidate("never commits anything new", { mayCommitUpTo: ({ commitIndex }) => commitIndex }),
];
