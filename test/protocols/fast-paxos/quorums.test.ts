import { describe, expect, it } from "vitest";
import { majoritySize, nodes, QuorumError, type NodeSet } from "../../../src/core/index.ts";
import {
  fastExplicit,
  fastFlexible,
  fastPaxosQuorums,
  leastFast,
  whatFails,
} from "../../../src/protocols/fast-paxos/index.ts";

/** All sets of so many of the acceptors. */
function setsOf(size: number, acceptors: NodeSet): readonly NodeSet[] {
  if (size === 0) return [[]];
  return acceptors.flatMap((first, index) =>
    setsOf(size - 1, acceptors.slice(index + 1)).map((rest) => [first, ...rest]),
  );
}

const meet = (...sets: readonly NodeSet[]): boolean =>
  sets[0]!.some((node) => sets.every((set) => set.includes(node)));

/** The two conditions put to every choice of quorums, one by one. */
function alwaysMeet(count: number, sizes: { phase1: number; classic: number; fast: number }): boolean {
  const all = nodes(count);
  const [phase1, classic, fast] = [sizes.phase1, sizes.classic, sizes.fast].map((size) =>
    setsOf(size, all),
  ) as [readonly NodeSet[], readonly NodeSet[], readonly NodeSet[]];
  // Acceptors are alike, so one phase-1 quorum stands for all.
  const [first] = phase1;
  return (
    classic.every((second) => meet(first!, second)) &&
    fast.every((second) => fast.every((third) => meet(first!, second, third)))
  );
}

describe("sizes of quorums", () => {
  it.each([3, 4, 5, 6])("say the same as every choice of quorums among %i acceptors", (count) => {
    const sizes = nodes(count).map((node) => node + 1);
    for (const phase1 of sizes) {
      for (const classic of sizes) {
        for (const fast of sizes) {
          const holds = whatFails(count, { phase1, classic, fast }) === null;
          expect(holds, `${phase1}, ${classic}, ${fast} of ${count}`).toBe(
            alwaysMeet(count, { phase1, classic, fast }),
          );
        }
      }
    }
  });

  /** "Three quarters" is what the least size comes to beside majorities, rounded one way or another. */
  it.each([
    { count: 3, least: 3 },
    { count: 4, least: 3 },
    { count: 5, least: 4 },
    { count: 6, least: 5 },
    { count: 7, least: 6 },
    { count: 8, least: 6 },
    { count: 9, least: 7 },
  ])(
    "beside majorities of $count, a fast quorum needs $least: never fewer than three quarters",
    ({ count, least }) => {
      const phase1 = majoritySize(count);
      expect(leastFast(count, phase1)).toBe(least);
      expect(alwaysMeet(count, { phase1, classic: phase1, fast: least })).toBe(true);
      expect(alwaysMeet(count, { phase1, classic: phase1, fast: least - 1 })).toBe(false);
      expect(least).toBe(Math.ceil((3 * count) / 4));
    },
  );

  it("names what fails", () => {
    expect(() => fastFlexible(nodes(5), { phase1: 2, classic: 3, fast: 5 })).toThrow(
      new QuorumError(
        "A phase-1 quorum of 2 and a classic quorum of 3 need not meet among 5 acceptors: their sizes must add up to at least 6.",
      ),
    );
    expect(() => fastFlexible(nodes(4), { phase1: 3, classic: 3, fast: 2 })).toThrow(
      "A phase-1 quorum of 3 and two fast quorums of 2 need not have an acceptor in common among 4",
    );
    expect(() => fastFlexible(nodes(4), { phase1: 5, classic: 3, fast: 3 })).toThrow(
      "The size of phase1 quorums must be a whole number from 1 to 4; got 5.",
    );
  });

  it("in Fast Flexible Paxos may be small in every round, where phase 1 asks everybody", () => {
    const quorums = fastFlexible(nodes(5), { phase1: 5, classic: 1, fast: 3 });
    expect(quorums.isFastQuorum([0, 2, 4])).toBe(true);
    expect(quorums.isClassicQuorum([3])).toBe(true);
  });

  it("count acceptors only", () => {
    expect(fastPaxosQuorums(nodes(4)).isFastQuorum([0, 1, 7])).toBe(false);
  });
});

describe("listed quorums", () => {
  const acceptors = nodes(4);
  const trios = setsOf(3, acceptors);

  it("may be what sizes would give", () => {
    const quorums = fastExplicit({ acceptors, phase1: trios, classic: trios, fast: trios });
    expect(quorums.isFastQuorum([0, 1, 3])).toBe(true);
    expect(quorums.isFastQuorum([0, 1])).toBe(false);
  });

  it("that fail to meet are named, two or three of them", () => {
    expect(() => fastExplicit({ acceptors, phase1: [[0, 1]], classic: [[2, 3]], fast: trios })).toThrow(
      "Phase-1 quorum {0, 1} and classic quorum {2, 3} share no acceptor.",
    );
    expect(() =>
      fastExplicit({
        acceptors,
        phase1: trios,
        classic: trios,
        fast: [
          [0, 1],
          [1, 2, 3],
        ],
      }),
    ).toThrow(
      "Phase-1 quorum {0, 2, 3} and the fast quorums {0, 1} and {1, 2, 3} have no acceptor in common",
    );
    expect(() => fastExplicit({ acceptors, phase1: trios, classic: trios, fast: [[0, 9]] })).toThrow(
      "The fast quorum {0, 9} has 9, which is no acceptor.",
    );
  });
});
