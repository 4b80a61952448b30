import { explicit, majority, nodes, type Ballot, type QuorumSystem } from "paxoslab/core";
import type { Decision, LearnerState } from "paxoslab/protocols/single-decree";
import { bmcStorm, explainViolation, hunt } from "paxoslab/scenarios";
import { describe, expect, test } from "vitest";
import { learnerRole } from "#exercise/learner/learner.ts";

const learner = learnerRole<string>();
const threeOfFive = majority(nodes(5));
const first: Ballot = { round: 1, node: 0 };
const second: Ballot = { round: 2, node: 1 };

interface Vote {
  readonly from: number;
  readonly ballot?: Ballot;
  readonly value?: string;
}

/** What a fresh learner has learned after these acceptances, in this order. */
function hear(votes: readonly Vote[], quorums: QuorumSystem = threeOfFive): Decision<string> | null {
  const state = votes.reduce<LearnerState<string>>(
    (state, { from, ballot = first, value = "drains" }) =>
      learner.onAccepted(state, from, { kind: "accepted", ballot, value }, quorums),
    learner.initial,
  );
  return state.learned;
}

describe("hearing of acceptances", () => {
  test("one acceptor's word is not a decision", () => {
    expect(
      hear([{ from: 0 }]),
      "One ward of five has accepted the drains. Two values could each be accepted by one; nothing is chosen yet.",
    ).toBeNull();
  });

  test("nor are two of five", () => {
    expect(hear([{ from: 0 }, { from: 3 }]), "Two of five are no majority.").toBeNull();
  });

  test("three of five at one ballot are", () => {
    expect(
      hear([{ from: 0 }, { from: 3 }, { from: 4 }]),
      "Three of five have accepted the drains at one ballot: that is a quorum, so the value is chosen.",
    ).toEqual({ ballot: first, value: "drains" });
  });

  test("one acceptor heard three times is one acceptor", () => {
    expect(
      hear([{ from: 0 }, { from: 0 }, { from: 0 }]),
      "The network delivered Bandra's acceptance three times. Count acceptors, not messages.",
    ).toBeNull();
  });

  test("acceptances at different ballots do not add up", () => {
    expect(
      hear([{ from: 0 }, { from: 1, ballot: second, value: "pumps" }, { from: 2 }]),
      "Two accepted the drains at the first ballot, one the pumps at the second: no ballot has three.",
    ).toBeNull();
  });

  test("not even when the value is the same", () => {
    expect(
      hear([{ from: 0 }, { from: 1, ballot: second }, { from: 2 }]),
      "Chosen means: by a quorum at ONE ballot. An acceptor of ballot 1 may since have voted otherwise above it.",
    ).toBeNull();
  });

  test("votes of several ballots may come mixed", () => {
    const mixed: readonly Vote[] = [
      { from: 2, ballot: second, value: "pumps" },
      { from: 0 },
      { from: 4, ballot: second, value: "pumps" },
      { from: 1 },
      { from: 3, ballot: second, value: "pumps" },
    ];
    expect(hear(mixed), "Acceptors 2, 3 and 4 all accepted the pumps at the second ballot.").toEqual({
      ballot: second,
      value: "pumps",
    });
  });

  test("quorums are not always majorities", () => {
    const pairs = explicit({
      acceptors: [0, 1, 2, 3],
      phase1: [
        [0, 2],
        [0, 3],
      ],
      phase2: [[0, 1]],
    });
    expect(
      [hear([{ from: 0 }, { from: 1 }], pairs), hear([{ from: 1 }, { from: 2 }, { from: 3 }], pairs)],
      "Here nodes 0 and 1 are enough and 1, 2, 3 are not: ask quorums.isPhase2Quorum instead of counting.",
    ).toEqual([{ ballot: first, value: "drains" }, null]);
  });
});

describe("having learned", () => {
  const quorum: readonly Vote[] = [{ from: 0 }, { from: 1 }, { from: 2 }];

  test("later acceptances change nothing", () => {
    const later = [3, 4, 0].map((from) => ({ from, ballot: second }));
    expect(hear([...quorum, ...later]), "What has been learned stays learned.").toEqual({
      ballot: first,
      value: "drains",
    });
  });

  test("the word of another learner is taken, and taken once", () => {
    const told = learner.onChosen(learner.initial, { kind: "chosen", ballot: first, value: "drains" });
    expect(told.learned, "A learner that has counted tells you: crash faults do not lie.").toEqual({
      ballot: first,
      value: "drains",
    });
    expect(
      learner.onChosen(told, { kind: "chosen", ballot: second, value: "drains" }),
      "Told again, you know no more than before.",
    ).toBe(told);
  });
});

describe("in a whole system", () => {
  test.each([3, 5])("%i nodes with your learner weather a thousand monsoon nights", (members) => {
    const { shortest } = hunt(bmcStorm, 1_000, { members, roles: { learner } });
    if (shortest !== null) expect.fail(`The evening news was wrong.\n${explainViolation(shortest)}`);
  });

  test("and all five hear of the decision in the end", () => {
    const { summary } = bmcStorm.run({ roles: { learner } });
    expect(summary.informed, "When the storm is over, every learner must learn.").toBe(5);
  });
});
