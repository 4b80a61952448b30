import { createRandom, itemsFrom, nodes, seconds, type NodeId, type Service } from "paxoslab/core";
import { appliedInOrder, logAgreement } from "paxoslab/properties";
import {
  appended,
  emptyLog,
  logEventIn,
  raft,
  raftPhrases,
  raftSafety,
  type Content,
  type Log,
  type Raft,
} from "paxoslab/protocols/raft";
import { raftFigure7, raftFigure8, type Journal, type JournalRules } from "paxoslab/scenarios";
import { drawStorm, weather } from "paxoslab/sim";
import { check, raftModel } from "paxoslab/verify";
import { describe, expect, test } from "vitest";
import {
  agreedIndex,
  grantsVote,
  isUpToDate,
  mayCommitUpTo,
  onAppendEntries,
  type AppendEntries,
  type Configuration,
  type Entry,
  type Follower,
  type LastEntry,
  type Leader,
} from "#exercise/commit-rule/commit-rule.ts";

const simple = (...members: readonly NodeId[]): Configuration => ({ kind: "simple", members });
const five = simple(0, 1, 2, 3, 4);

describe("agreedIndex", () => {
  test("what more than half of the members have", () => {
    expect(agreedIndex([7, 5, 6, 2, 3], five), "7, 6 and 5: three of five have index 5.").toBe(5);
    expect(agreedIndex([4, 4, 1], simple(0, 1, 2)), "Two of three have index 4.").toBe(4);
    expect(agreedIndex([9, 0, 0], simple(0, 1, 2)), "Only one of three has anything.").toBe(0);
    expect(agreedIndex([3], simple(0)), "A single server is a majority of itself.").toBe(3);
  });

  test("half is not a majority", () => {
    expect(
      agreedIndex([8, 8, 3, 1], simple(0, 1, 2, 3)),
      "Two of four have index 8, which is half; three have index 3.",
    ).toBe(3);
  });

  test("only members count, the leader too only if it is one", () => {
    expect(
      agreedIndex([9, 9, 4, 2, 3], simple(2, 3, 4)),
      "0 and 1 are no members. Of 2, 3 and 4, two have index 3.",
    ).toBe(3);
  });

  test("while members change: a majority of the old ones and one of the new ones (section 6)", () => {
    const joint: Configuration = { kind: "joint", old: [0, 1, 2], new: [2, 3, 4] };
    expect(
      agreedIndex([9, 9, 8, 2, 1], joint),
      "Two of the old three have index 9; of the new three, 2, 3 and 4, two have no more than index 2.",
    ).toBe(2);
    expect(
      agreedIndex([2, 1, 8, 9, 9], joint),
      "The new ones have index 9, but of the old three two have no more than index 2.",
    ).toBe(2);
    expect(
      agreedIndex([5, 0, 5, 5, 0], joint),
      "0 and 2 of the old ones, 2 and 3 of the new ones have index 5.",
    ).toBe(5);
    expect(
      agreedIndex([6, 0, 0, 6, 6], joint),
      "Three of all five have index 6, and two of the new three; but only one of the old three.",
    ).toBe(0);
  });
});

describe("mayCommitUpTo", () => {
  const leader = (changes: Partial<Leader>): Leader => ({
    currentTerm: 4,
    commitIndex: 1,
    terms: [1, 2, 4, 4, 4],
    matchIndex: [5, 4, 3, 1, 1],
    configuration: five,
    ...changes,
  });

  test("as far as a majority has it, if the entry there is of its own term", () => {
    expect(
      mayCommitUpTo(leader({})),
      "Three of five have index 3, of term 4, which is the leader's own: it is committed, and with it index 2 of term 2.",
    ).toBe(3);
    expect(
      mayCommitUpTo(leader({ matchIndex: [5, 5, 5, 1, 1] })),
      "Three of five have everything: all at once, and not entry by entry.",
    ).toBe(5);
  });

  test("figure 8 (c): a majority has an entry of term 2, and a leader of term 4 does not take it for committed", () => {
    expect(
      mayCommitUpTo(leader({ terms: [1, 2, 4], matchIndex: [3, 2, 2, 1, 1] })),
      "S1, S2 and S3 have index 2. But S5, whose log ends in term 3, may still be elected and overwrite it.",
    ).toBe(1);
    expect(
      mayCommitUpTo(leader({ terms: [1, 2, 4], matchIndex: [3, 3, 3, 1, 1] })),
      "Figure 8 (e): now three have an entry of term 4 as well. S5 cannot be elected, and indices 2 and 3 are committed.",
    ).toBe(3);
  });

  test("what has been committed stays so", () => {
    expect(
      mayCommitUpTo(leader({ commitIndex: 2, matchIndex: [5, 0, 0, 0, 0] })),
      "A new leader has heard from nobody yet. It has known since it was a follower that index 2 is committed.",
    ).toBe(2);
  });

  test("the first entry, and none", () => {
    const first = { currentTerm: 1, commitIndex: 0 };
    expect(
      mayCommitUpTo(leader({ ...first, terms: [1], matchIndex: [1, 1, 1, 0, 0] })),
      "Index 1 is on three of five, in the leader's own term.",
    ).toBe(1);
    expect(
      mayCommitUpTo(leader({ ...first, terms: [], matchIndex: [0, 0, 0, 0, 0] })),
      "The log is empty: there is nothing to commit.",
    ).toBe(0);
  });

  test("by both majorities, while members change", () => {
    const configuration: Configuration = { kind: "joint", old: [0, 1, 2], new: [2, 3, 4] };
    expect(
      mayCommitUpTo(leader({ configuration, matchIndex: [5, 5, 5, 1, 1] })),
      "All the old ones have index 5; of the new ones one does, and the others have index 1, which is old.",
    ).toBe(1);
    expect(
      mayCommitUpTo(leader({ configuration, matchIndex: [5, 0, 4, 4, 0] })),
      "0 and 2, and 2 and 3, have index 4.",
    ).toBe(4);
  });

  test("three hundred leaders drawn at random", () => {
    const random = createRandom(54);
    for (let nth = 0; nth < 300; nth++) {
      const terms: number[] = [];
      const last = random.integer(1, 7);
      for (let term = 1; terms.length < last; term += random.integer(0, 2)) terms.push(term);
      const currentTerm = terms[last - 1]! + random.integer(0, 1);
      const commitIndex = random.integer(0, last - 1);
      const count = random.integer(1, 6);
      const matchIndex = nodes(count).map((node) => (node === 0 ? last : random.integer(0, last)));
      const configuration = simple(...nodes(count));
      const holders = (index: number): number => matchIndex.filter((match) => match >= index).length;
      const candidates = terms
        .map((_, place) => place + 1)
        .filter((index) => terms[index - 1] === currentTerm && 2 * holders(index) > count);
      expect(
        mayCommitUpTo({ currentTerm, commitIndex, terms, matchIndex, configuration }),
        `A leader of term ${currentTerm} with a log of terms ${terms.join(", ")}, committed up to ${commitIndex}; the ` +
          `${count} servers have it up to ${matchIndex.join(", ")}.`,
      ).toBe(Math.max(commitIndex, ...candidates));
    }
  });
});

describe("isUpToDate (section 5.4.1)", () => {
  const last = (lastLogIndex: number, lastLogTerm: number): LastEntry => ({ lastLogIndex, lastLogTerm });

  test("the later last term wins, however long the logs are", () => {
    expect(
      isUpToDate(last(3, 5), last(9, 4)),
      "Three entries, but the last is of term 5; the voter's nine end in term 4.",
    ).toBe(true);
    expect(
      isUpToDate(last(9, 4), last(3, 5)),
      "Nine entries, but the last is of term 4: the voter has one of term 5, which the candidate lacks.",
    ).toBe(false);
  });

  test("of two that end in the same term, the longer one", () => {
    expect(isUpToDate(last(4, 2), last(3, 2)), "One entry more of the same term.").toBe(true);
    expect(isUpToDate(last(3, 2), last(4, 2)), "The voter has an entry that the candidate lacks.").toBe(
      false,
    );
    expect(isUpToDate(last(3, 2), last(3, 2)), "The same log is good enough.").toBe(true);
    expect(isUpToDate(last(0, 0), last(0, 0)), "Two empty logs: somebody has to lead.").toBe(true);
  });
});

describe("grantsVote (section 5.2)", () => {
  const voter = { currentTerm: 3, votedFor: null, lastLogIndex: 2, lastLogTerm: 2 };
  const request = { term: 3, candidateId: 1, lastLogIndex: 2, lastLogTerm: 2 };

  test("first come, first served: one vote a term", () => {
    expect(grantsVote(voter, request), "It has not voted in term 3, and the log is as good as its own.").toBe(
      true,
    );
    expect(
      grantsVote({ ...voter, votedFor: 2 }, request),
      "It has voted for 2 in this term. Two leaders of one term could have one majority each.",
    ).toBe(false);
    expect(
      grantsVote({ ...voter, votedFor: 1 }, request),
      "It has voted for this very candidate, who asks again: the answer may have been lost.",
    ).toBe(true);
    expect(
      grantsVote({ ...voter, votedFor: 0 }, request),
      "It has voted for server 0. (0 is a server, not nobody.)",
    ).toBe(false);
  });

  test("a new term, a new vote; and none for a term that is over", () => {
    expect(
      grantsVote({ ...voter, votedFor: 2 }, { ...request, term: 4 }),
      "Whom it voted for in term 3 does not matter in term 4.",
    ).toBe(true);
    expect(grantsVote(voter, { ...request, term: 2 }), "Term 2 is over.").toBe(false);
  });

  test("not for a log that lacks something", () => {
    expect(
      grantsVote(voter, { ...request, lastLogIndex: 1 }),
      "The candidate's log is shorter, and ends in the same term.",
    ).toBe(false);
    expect(
      grantsVote(voter, { ...request, term: 9, lastLogIndex: 7, lastLogTerm: 1 }),
      "A high term makes no good log: this one ends in term 1, the voter's in term 2.",
    ).toBe(false);
    expect(
      grantsVote({ ...voter, votedFor: 1 }, { ...request, lastLogTerm: 1 }),
      "The same candidate, with a worse log than the voter's.",
    ).toBe(false);
  });
});

/** `a1` is the command a, as a leader of term 1 put it into its log. */
const entries = (text: string): readonly Entry<string>[] =>
  text === ""
    ? []
    : text.split(" ").map((entry) => ({ term: Number(entry.slice(1)), command: entry.charAt(0) }));

/** A follower of term 3 that has these entries, and what becomes of it by a message of that term. */
function after(
  log: string,
  message: Partial<AppendEntries<string>>,
  follower: Partial<Follower<string>> = {},
) {
  const answer = onAppendEntries(
    { currentTerm: 3, commitIndex: 0, log: entries(log), ...follower },
    { term: 3, prevLogIndex: 0, prevLogTerm: 0, entries: [], leaderCommit: 0, ...message },
  );
  if (!answer.success) return { log: "refused", commitIndex: -1, matchIndex: -1 };
  const text = answer.log.map(({ term, command }) => `${command}${term}`).join(" ");
  return { ...answer, log: text };
}

describe("onAppendEntries (figure 2 and section 5.3)", () => {
  test("the log goes on after what the leader has there, too", () => {
    expect(after("", { entries: entries("a1 b1") }).log, "An empty log takes what it is sent.").toBe("a1 b1");
    expect(
      after("a1 b1", { prevLogIndex: 2, prevLogTerm: 1, entries: entries("c3") }).log,
      "The logs agree up to index 2.",
    ).toBe("a1 b1 c3");
  });

  test("refused: the log does not reach as far, or has something else there", () => {
    expect(
      after("a1", { prevLogIndex: 2, prevLogTerm: 1, entries: entries("c3") }).log,
      "What stands at index 2? Nothing. With the entry put after that there would be a gap.",
    ).toBe("refused");
    expect(
      after("a1 x2", { prevLogIndex: 2, prevLogTerm: 1, entries: entries("c3") }).log,
      "At index 2 the follower has an entry of term 2, the leader one of term 1: these are different entries.",
    ).toBe("refused");
  });

  test("refused: the sender's term is over", () => {
    expect(
      after("a1", { term: 2, prevLogIndex: 1, prevLogTerm: 1, entries: entries("b2") }).log,
      "The follower is in term 3; a leader of term 2 has nothing to say to it any more.",
    ).toBe("refused");
    expect(
      after("a1", { term: 4, prevLogIndex: 1, prevLogTerm: 1, entries: entries("b4") }).log,
      "A leader of a later term is listened to.",
    ).toBe("a1 b4");
  });

  test("what conflicts is dropped, and all that follows it", () => {
    expect(
      after("a1 x2 y2 z2", { prevLogIndex: 1, prevLogTerm: 1, entries: entries("b3") }).log,
      "x of term 2 is not the leader's; y and z, after it, cannot be either.",
    ).toBe("a1 b3");
    expect(
      after("a1 b1 x2", { prevLogIndex: 1, prevLogTerm: 1, entries: entries("b1 c3 d3") }).log,
      "The first new entry is there already, the second conflicts with x.",
    ).toBe("a1 b1 c3 d3");
  });

  test("what does not conflict stays: the message may be late", () => {
    const late = after("a1 b3 c3", { prevLogIndex: 1, prevLogTerm: 1, entries: entries("b3") });
    expect(
      late.log,
      "This message was sent before c3, and comes after it. The leader may have counted c3 already: it must not be dropped.",
    ).toBe("a1 b3 c3");
    expect(
      after("a1 b3 c3", { prevLogIndex: 1, prevLogTerm: 1 }).log,
      "A heartbeat about index 1 says nothing about what follows.",
    ).toBe("a1 b3 c3");
  });

  test("matchIndex: what this message tells, and no more", () => {
    expect(
      after("a1 x2 y2", { prevLogIndex: 1, prevLogTerm: 1 }).matchIndex,
      "The logs agree up to index 1. x and y may be somebody else's.",
    ).toBe(1);
    expect(
      after("a1 b3 c3", { prevLogIndex: 1, prevLogTerm: 1, entries: entries("b3") }).matchIndex,
      "One entry after index 1: up to index 2.",
    ).toBe(2);
  });

  test("commitIndex: as far as the leader says, but not beyond what is known to be its", () => {
    const known = { prevLogIndex: 1, prevLogTerm: 1 };
    expect(
      after("a1 b3", { ...known, entries: entries("b3"), leaderCommit: 1 }).commitIndex,
      "The leader has committed index 1.",
    ).toBe(1);
    expect(
      after("a1 x2 y2", { ...known, leaderCommit: 3 }).commitIndex,
      "The leader has committed index 3 of its log. The follower's index 3, y, may not be the same entry.",
    ).toBe(1);
    expect(
      after("a1", { ...known, entries: entries("b3"), leaderCommit: 9 }).commitIndex,
      "The leader has committed 9 entries, and the follower has two of them.",
    ).toBe(2);
    expect(
      after("a1 b3", { ...known, leaderCommit: 1 }, { commitIndex: 2 }).commitIndex,
      "A late message must not take back what is known to be committed.",
    ).toBe(2);
  });
});

type Contents = Content<string>;
type RaftLog = Log<string>;

const toArray = ({ entries }: RaftLog): readonly Entry<Contents>[] =>
  itemsFrom(entries).map(({ item }) => ({ term: item.term, command: item.content }));

const fromArray = (list: readonly Entry<Contents>[]): RaftLog =>
  list.reduce<RaftLog>((log, { term, command }) => appended(log, { term, content: command }), emptyLog);

function append(
  log: RaftLog,
  message: Partial<AppendEntries<Contents>>,
): ReturnType<typeof onAppendEntries<Contents>> {
  const usual = { term: 1, prevLogIndex: 0, prevLogTerm: 0, entries: [], leaderCommit: 0 };
  return onAppendEntries({ currentTerm: 1, commitIndex: 0, log: toArray(log) }, { ...usual, ...message });
}

/** Your functions in the place of the protocol's own. */
const rules: JournalRules = {
  mayVoteFor: (votedFor, candidateId) => {
    const empty = { lastLogIndex: 0, lastLogTerm: 0 };
    return grantsVote({ currentTerm: 1, votedFor, ...empty }, { term: 1, candidateId, ...empty });
  },
  isUpToDate: (candidate, voter) =>
    isUpToDate(
      { lastLogIndex: candidate.index, lastLogTerm: candidate.term },
      { lastLogIndex: voter.index, lastLogTerm: voter.term },
    ),
  hasPrevious: (log, { index, term }) => append(log, { prevLogIndex: index, prevLogTerm: term }).success,
  merged(log, prevLogIndex, fresh) {
    const before = toArray(log);
    const answer = append(log, {
      prevLogIndex,
      prevLogTerm: before[prevLogIndex - 1]?.term ?? 0,
      entries: fresh.map(({ term, content }) => ({ term, command: content })),
    });
    if (!answer.success) return log;
    const isSame =
      answer.log.length === before.length &&
      answer.log.every(
        ({ term, command }, nth) => before[nth]?.term === term && before[nth].command === command,
      );
    return isSame ? log : fromArray(answer.log);
  },
  agreedIndex(matched) {
    const matchIndex: number[] = [];
    for (const { node, matchIndex: index } of matched) matchIndex[node] = index;
    return agreedIndex(
      Array.from(matchIndex, (index) => index ?? 0),
      simple(...matched.map(({ node }) => node)),
    );
  },
  mayCommit: (log, currentTerm, index) => {
    const terms = toArray(log).map(({ term }) => term);
    const configuration = simple(0);
    return (
      mayCommitUpTo({ currentTerm, commitIndex: 0, terms, matchIndex: [index], configuration }) === index
    );
  },
  committedFor(leaderCommit, known, log) {
    const prevLogTerm = toArray(log)[known - 1]?.term ?? 0;
    const answer = append(log, { prevLogIndex: known, prevLogTerm, leaderCommit });
    return answer.success ? answer.commitIndex : 0;
  },
};

const letters: Service<readonly string[], string, number> = {
  name: "letters",
  initial: [],
  apply: (lines, line) => ({ state: [...lines, line], result: lines.length + 1 }),
};

const safety = [
  ...raftSafety<readonly string[], string, number>(),
  logAgreement<Journal>(logEventIn),
  appliedInOrder<Journal>(logEventIn),
];

describe("in the real protocol", () => {
  test("figure 7: six logs, and all end as the leader's", () => {
    const { summary, run } = raftFigure7.run({ rules });
    expect(run.violation?.problem ?? null, "Raft promises five things; this is broken.").toBeNull();
    expect(summary.voters, "(c) has a longer log, (d) one of a later term: these two do not vote.").toEqual([
      "(a)",
      "(b)",
      "(e)",
      "(f)",
    ]);
    expect(summary.after, "In the end every log is the leader's, with the no-op of term 8 after it.").toEqual(
      summary.before.map(() => [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 8]),
    );
  });

  test.each(["d", "e"] as const)("figure 8, with ending (%s)", (ending) => {
    const story = raftFigure8({ ending, rules });
    expect(
      story.run.violation?.problem ?? null,
      "A committed entry has been overwritten: read section 5.4.2.",
    ).toBeNull();
    const last = story.logs[story.logs.length - 1];
    expect(last, `Figure 8 (${ending}) of the paper has other logs than your servers.`).toEqual(
      ending === "d"
        ? Array.from({ length: 5 }, () => [1, 3, 5])
        : [[1, 2, 4], [1, 2, 4], [1, 2, 4], [1], [1, 3]],
    );
  });

  test("three servers, two leaders, two entries: every order of events", async () => {
    const model = raftModel<readonly string[], string, number>({
      protocol: raft({
        members: nodes(3),
        service: letters,
        batchSize: 1,
        window: 1,
        isSticky: false,
        tellsCommit: false,
        rules,
      }),
      nodes: ["Bandra", "Kurla", "Andheri"],
      entries: 2,
      asked: [{ node: 0, command: "a" }],
      candidates: [[0], [1]],
      properties: raftSafety<readonly string[], string, number>(),
    });
    const { outcome, counterexample } = await check(model, { phrases: raftPhrases, seconds: 20 });
    const story = counterexample?.story.map(({ text }, index) => `${index + 1}. ${text}`) ?? [];
    expect(
      outcome.kind,
      `Two servers have different logs: ${counterexample?.problem}\nNo shorter run goes wrong than this one:\n${story.join("\n")}`,
    ).toBe("held");
  });

  test("twenty monsoon nights", () => {
    const protocol = raft({ members: nodes(3), service: letters, snapshotEvery: 10_000, rules });
    for (let seed = 1; seed <= 20; seed++) {
      const storm = drawStorm<Raft<readonly string[], string, number>>(
        {
          nodes: 3,
          strikesAmong: 60,
          lengths: [seconds(1)],
          wakeUps: [seconds(1), seconds(5)],
          requests: (everybody, calm, random) =>
            Array.from({ length: 12 }, (_, client) => ({
              at: random.integer(0, calm),
              action: {
                kind: "request" as const,
                node: random.pick(everybody),
                request: { kind: "execute" as const, client, sequence: 0, command: `${client}` },
              },
            })),
          late: (node) => ({ kind: "execute", client: 100 + node, sequence: 0, command: "late" }),
        },
        seed,
      );
      const { violation, decisions } = weather(
        { protocol, properties: safety, untilTime: seconds(12) },
        storm,
      );
      expect(violation?.problem ?? null, `The storm of seed ${seed} breaks what Raft promises.`).toBeNull();
      const served = new Set(
        decisions.map(({ decision }) => (decision.kind === "answered" ? decision.client : -1)),
      );
      expect(
        [100, 101, 102].filter((client) => !served.has(client)),
        `Safe is not enough: long after the storm of seed ${seed} these clients have no answer.`,
      ).toEqual([]);
    }
  });
});
