import { expect, test } from "vitest";
import { explore, exploreMessageSet } from "../../src/check/index.ts";
import { messageSetPaxos, registerPaxos } from "../../src/verify/index.ts";

/** Stateright's examples/paxos.rs, `check 2`; its depth counts the initial state, as TLC's does. */
test("two clients of the register on Paxos: the published 16,668 states", () => {
  const report = explore(registerPaxos(2));
  expect(report).toMatchObject({
    states: 16_668,
    generated: 32_971,
    depth: 21,
    ended: "exhausted",
    violation: null,
  });
  expect(report.sometimes[0]?.witness).toHaveLength(8);
});

/** 3 acceptors, 2 values, free choice of value; the first is MCPaxosTiny of the TLA+ Examples. */
test.each([
  { highestBallot: 1, states: 3_921 },
  { highestBallot: 2, states: 185_369 },
])("Lamport's message sets, ballots 0 to $highestBallot: $states states", ({ highestBallot, states }) => {
  const report = exploreMessageSet(messageSetPaxos({ acceptors: 3, values: ["a", "b"], highestBallot }));
  expect(report).toMatchObject({ states, ended: "exhausted", violation: null });
});

test("leaders content with a single promise are found out", () => {
  const options = { acceptors: 3, values: ["a", "b"], highestBallot: 1, phase1Quorum: 1 };
  const { violation } = exploreMessageSet(messageSetPaxos(options));
  expect(violation).toMatchObject({ property: "one value is chosen", problem: "a and b are both chosen" });
  // Two 1a, a 1b for each, two 2a, and two 2b for each.
  expect(violation?.script).toHaveLength(10);
  expect(violation?.script[0]).toEqual({ kind: "say", message: { bal: 0, type: "1a" } });
});
