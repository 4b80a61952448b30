import { describe, expect, it } from "vitest";
import { crashesTolerated, findDisjoint, majoritySize, mustMeet } from "#exercise/quorum/quorum.ts";

const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);

describe("majoritySize", () => {
  it.each([
    { count: 1, size: 1 },
    { count: 2, size: 2 },
    { count: 3, size: 2 },
    { count: 4, size: 3 },
    { count: 5, size: 3 },
    { count: 226, size: 114 },
    { count: 227, size: 114 },
  ])("of $count is $size", ({ count, size }) => {
    const given = majoritySize(count);
    expect(
      given,
      2 * given <= count
        ? `${given} of ${count} is no majority: the other ${count - given} could hold a vote of their own and reach it too.`
        : `${given} of ${count} is a majority, but fewer would do.`,
    ).toBe(size);
  });
});

describe("crashesTolerated", () => {
  it("leaves a majority standing, and not one corporator more", () => {
    for (const count of upTo(300)) {
      const crashes = crashesTolerated(count);
      const standing = count - crashes;
      expect(
        2 * standing > count,
        `With ${crashes} of ${count} down, ${standing} are left: no majority, so nothing can be decided.`,
      ).toBe(true);
      expect(
        2 * (standing - 1) > count,
        `With ${crashes} of ${count} down there is still one to spare: it tolerates more.`,
      ).toBe(false);
    }
  });
});

describe("mustMeet", () => {
  it("agrees with trying it: the first ones against the last ones are as far apart as groups can be", () => {
    for (const count of upTo(12)) {
      for (const first of upTo(count)) {
        for (const second of upTo(count)) {
          // Nodes 0 … first - 1 and the last `second` nodes meet only if there is no room between them.
          const meet = first - 1 >= count - second;
          expect(
            mustMeet(first, second, count),
            meet
              ? `Groups of ${first} and ${second} of ${count} always share an acceptor; you say they need not.`
              : `Among ${count}, the first ${first} and the last ${second} share nobody; you say they must. ` +
                  "Two proposers could each win with one of these groups.",
          ).toBe(meet);
        }
      }
    }
  });

  it("knows the corporation", () => {
    expect(mustMeet(114, 114, 227), "Two majorities of the 227 always meet.").toBe(true);
    expect(mustMeet(114, 113, 227), "The 114 and the 113 are the two sides of the split.").toBe(false);
    expect(mustMeet(200, 28, 227), "Quorums need not be majorities: 200 and 28 meet.").toBe(true);
  });
});

describe("findDisjoint", () => {
  it("finds the pair that would let two values be chosen", () => {
    const phase1 = [
      [0, 1],
      [1, 2],
    ];
    const phase2 = [
      [0, 1],
      [1, 3],
      [0, 3],
    ];
    expect(
      findDisjoint(phase1, phase2),
      "{1, 2} and {0, 3} share no acceptor: a proposer that asks 1 and 2 never hears what 0 and 3 accepted.",
    ).toEqual({ phase1: [1, 2], phase2: [0, 3] });
  });

  it("finds nothing in a grid, where every row crosses every column", () => {
    const rows = [
      [0, 1, 2],
      [3, 4, 5],
    ];
    const columns = [
      [0, 3],
      [1, 4],
      [2, 5],
    ];
    expect(
      findDisjoint(rows, columns),
      "Every row shares an acceptor with every column. That two rows share none does no harm: " +
        "only a phase-1 and a phase-2 quorum have to meet.",
    ).toBeNull();
  });

  it("looks at every pair of lists of one length, too", () => {
    expect(findDisjoint([[0], [1]], [[0], [0, 1]]), "{1} and {0} share no acceptor.").toEqual({
      phase1: [1],
      phase2: [0],
    });
  });
});
