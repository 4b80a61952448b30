import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { always } from "../always.ts";
import {
  explicit,
  flexible,
  majority,
  majoritySize,
  nodes,
  QuorumError,
  type NodeId,
  type QuorumSystem,
} from "../../src/core/index.ts";

/** Every subset of `count` nodes. */
function subsets(count: number): readonly (readonly NodeId[])[] {
  return Array.from({ length: 2 ** count }, (_, bits) => nodes(count).filter((node) => bits & (1 << node)));
}

function everyPairMeets(system: QuorumSystem): boolean {
  const sets = subsets(system.acceptors.length);
  const seconds = sets.filter((set) => system.isPhase2Quorum(set));
  return sets
    .filter((set) => system.isPhase1Quorum(set))
    .every((first) => seconds.every((second) => first.some((node) => second.includes(node))));
}

describe("a majority", () => {
  it("is more than half: 3 of 5, 3 of 4, 114 of the corporation's 227", () => {
    expect([5, 4, 227, 1].map(majoritySize)).toEqual([3, 3, 114, 1]);
    const house = majority(nodes(227));
    expect(house.name).toBe("majority, 114 of 227");
    expect(house.isPhase2Quorum(nodes(114))).toBe(true);
    expect(house.isPhase2Quorum(nodes(113))).toBe(false);
  });

  it("meets every other majority, in up to 7 acceptors", () => {
    for (const count of nodes(7)) expect(everyPairMeets(majority(nodes(count + 1)))).toBe(true);
  });

  it("needs an acceptor, and each acceptor once", () => {
    expect(() => majority([])).toThrow("A quorum system needs at least one acceptor.");
    expect(() => majority([0, 1, 1])).toThrow("An acceptor is listed twice in {0, 1, 1}.");
  });
});

describe("flexible quorums", () => {
  it("may be small in phase 2 if they are large in phase 1", () => {
    const system = flexible(nodes(5), { phase1: 4, phase2: 2 });
    expect(system.isPhase1Quorum([0, 1, 2])).toBe(false);
    expect(system.isPhase2Quorum([3, 4])).toBe(true);
    expect(everyPairMeets(system)).toBe(true);
  });

  it("are refused exactly when two of them need not meet", () => {
    const size = fc.integer({ min: 1, max: 6 });
    always(
      fc.property(size, size, (phase1, phase2) => {
        const build = (): QuorumSystem => flexible(nodes(6), { phase1, phase2 });
        if (phase1 + phase2 > 6) expect(everyPairMeets(build())).toBe(true);
        else expect(build).toThrow(QuorumError);
      }),
    );
  });

  it("say why they are refused", () => {
    expect(() => flexible(nodes(4), { phase1: 2, phase2: 2 })).toThrow(
      "Phase-1 quorums of 2 and phase-2 quorums of 2 need not meet among 4 acceptors: " +
        "their sizes must add up to at least 5.",
    );
    expect(() => flexible(nodes(4), { phase1: 5, phase2: 2 })).toThrow(
      "The size of phase-1 quorums must be a whole number from 1 to 4; got 5.",
    );
    expect(() => flexible(nodes(4), { phase1: 4, phase2: 0 })).toThrow("The size of phase-2 quorums");
  });
});

describe("explicit quorums", () => {
  // 0 1 2
  // 3 4 5    a row to prepare, a column to accept
  const rows = [[0, 1, 2], [3, 4, 5]]; // prettier-ignore
  const columns = [[0, 3], [1, 4], [2, 5]]; // prettier-ignore

  it("can be the rows and columns of a grid", () => {
    const grid = explicit({ acceptors: nodes(6), phase1: rows, phase2: columns });
    expect(grid.isPhase1Quorum([3, 4, 5])).toBe(true);
    expect(grid.isPhase1Quorum([0, 1, 5])).toBe(false);
    expect(grid.isPhase2Quorum([1, 4])).toBe(true);
    expect(everyPairMeets(grid)).toBe(true);
  });

  it("hold for every superset of a listed one", () => {
    const grid = explicit({ acceptors: nodes(6), phase1: rows, phase2: columns });
    expect(grid.isPhase2Quorum([0, 1, 2, 4])).toBe(true);
  });

  it("are refused with the names of two that do not meet", () => {
    expect(() => explicit({ acceptors: nodes(6), phase1: rows, phase2: rows })).toThrow(
      "Phase-1 quorum {0, 1, 2} and phase-2 quorum {3, 4, 5} share no acceptor; " +
        "every pair must meet, or two values could be chosen.",
    );
  });

  it("are refused when empty, absent, or with a member that is no acceptor", () => {
    const build = (phase1: NodeId[][], phase2: NodeId[][]) => () =>
      explicit({ acceptors: [0, 1], phase1, phase2 });
    expect(build([[0], []], [[0]])).toThrow("A phase-1 quorum is empty; it can meet no other.");
    expect(build([[0]], [])).toThrow("List at least one phase-2 quorum");
    expect(build([[0]], [[0, 7]])).toThrow("Phase-2 quorum {0, 7} has 7, which is no acceptor.");
  });
});
