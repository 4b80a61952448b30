import { describe, expect, it } from "vitest";
import { explore, vacuous } from "../../../src/check/index.ts";
import { bounded, type Bounds } from "./bounded.ts";

const [first, second, third] = [
  { round: 1, node: 0 },
  { round: 1, node: 1 },
  { round: 2, node: 0 },
];
const rivals = [first, second];

/**
 * Three nodes, two of which lead; each command is asked for at the node that the list says. With three slots and a crash
 * there are 25 million states: `paxoslab verify multi-paxos --slots 3 --crashes 1` goes through them in 25 seconds, and finds
 * nothing broken.
 */
const everything: readonly Bounds[] = [
  { slots: 2, askedAt: [0, 1], ballots: rivals, crashes: 0, states: "essential" },
  { slots: 1, askedAt: [0, 1], ballots: rivals, crashes: 1, states: "essential" },
  { slots: 3, askedAt: [0, 1, 1], ballots: rivals, crashes: 0, states: "essential, nacks unsaid" },
  { slots: 2, askedAt: [0, 1], ballots: rivals, crashes: 1, states: "essential, nacks unsaid" },
  {
    slots: 1,
    askedAt: [0, 1],
    ballots: [first, second, third],
    crashes: 0,
    states: "essential, nacks unsaid",
  },
];

describe.each(everything)(
  "Multi-Paxos, 3 nodes, 2 leaders, ballots: $ballots.length, slots: $slots, crashes: $crashes, states: $states",
  (bounds) => {
    it("breaks nothing, whatever the order of events", ({ annotate }) => {
      const report = explore(bounded(bounds));
      expect(report).toMatchObject({ violation: null, ended: "exhausted" });
      expect(vacuous(report)).toEqual([]);
      return annotate(`${report.states} states`);
    });
  },
);
