import { itemsFrom, type NodeId } from "../../../core/index.ts";
import { appended, emptyLog, type Content, type Log } from "../../../protocols/raft/index.ts";
import type { JournalRules } from "../../../scenarios/index.ts";
import type { AppendEntries, CommitRuleModule, Entry } from "./port.ts";

type Contents = Content<string>;
type RaftLog = Log<string>;

/** The exercise's functions in the place of the protocol's own. To the exercise, contents are texts. */
export function rulesOf(module: CommitRuleModule): JournalRules {
  const append = (
    log: RaftLog,
    message: Partial<AppendEntries>,
  ): ReturnType<CommitRuleModule["onAppendEntries"]> =>
    module.onAppendEntries(
      { currentTerm: 1, commitIndex: 0, log: entriesOf(log) },
      { term: 1, prevLogIndex: 0, prevLogTerm: 0, entries: [], leaderCommit: 0, ...message },
    );
  return {
    mayVoteFor: (votedFor, candidateId) =>
      module.grantsVote({ currentTerm: 1, votedFor, ...empty }, { term: 1, candidateId, ...empty }),
    isUpToDate: (candidate, voter) =>
      module.isUpToDate(
        { lastLogIndex: candidate.index, lastLogTerm: candidate.term },
        { lastLogIndex: voter.index, lastLogTerm: voter.term },
      ),
    hasPrevious: (log, { index, term }) => append(log, { prevLogIndex: index, prevLogTerm: term }).success,
    merged(log, prevLogIndex, fresh) {
      const before = entriesOf(log);
      const entries = fresh.map(({ term, content }) => ({ term, command: textOf(content) }));
      const prevLogTerm = before[prevLogIndex - 1]?.term ?? 0;
      const answer = append(log, { prevLogIndex, prevLogTerm, entries });
      if (!answer.success || isSame(answer.log, before)) return log;
      return logOf(answer.log, [...before, ...entries]);
    },
    agreedIndex(matched) {
      const matchIndex: number[] = [];
      for (const { node, matchIndex: index } of matched) matchIndex[node] = index;
      return module.agreedIndex(
        Array.from(matchIndex, (index) => index ?? 0),
        { kind: "simple", members: matched.map(({ node }): NodeId => node) },
      );
    },
    mayCommit: (log, currentTerm, index) =>
      module.mayCommitUpTo({
        currentTerm,
        commitIndex: 0,
        terms: entriesOf(log).map(({ term }) => term),
        matchIndex: [index],
        configuration: { kind: "simple", members: [0] },
      }) === index,
    committedFor(leaderCommit, known, log) {
      const prevLogTerm = entriesOf(log)[known - 1]?.term ?? 0;
      const answer = append(log, { prevLogIndex: known, prevLogTerm, leaderCommit });
      return answer.success ? answer.commitIndex : 0;
    },
  };
}

const empty = { lastLogIndex: 0, lastLogTerm: 0 } as const;

const textOf = (content: Contents): string => JSON.stringify(content);

const entriesOf = ({ entries }: RaftLog): readonly Entry[] =>
  itemsFrom(entries).map(({ item }) => ({ term: item.term, command: textOf(item.content) }));

const isSame = (one: readonly Entry[], other: readonly Entry[]): boolean =>
  one.length === other.length &&
  one.every(({ term, command }, nth) => term === other[nth]?.term && command === other[nth].command);

/** @throws RangeError if there is something in the log that nobody has sent. */
function logOf(log: readonly Entry[], known: readonly Entry[]): RaftLog {
  return log.reduce<RaftLog>((all, { term, command }) => {
    if (!known.some((entry) => entry.command === command))
      throw new RangeError(`a follower's log has “${command}”, which nobody has sent it.`);
    return appended(all, { term, content: JSON.parse(command) as Contents });
  }, emptyLog);
}
