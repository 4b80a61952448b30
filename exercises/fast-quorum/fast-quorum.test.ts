import { createRandom, majoritySize, nodes, type NodeSet } from "paxoslab/core";
import { describe, expect, test } from "vitest";
import { areSafe, findGap, leastFast, type Listed } from "#exercise/fast-quorum/fast-quorum.ts";

/** All groups of so many of the acceptors. */
function groups(size: number, acceptors: NodeSet): readonly NodeSet[] {
  if (size === 0) return [[]];
  return acceptors.flatMap((first, nth) =>
    groups(size - 1, acceptors.slice(nth + 1)).map((rest) => [first, ...rest]),
  );
}

const share = (...sets: readonly NodeSet[]): boolean =>
  sets[0]!.some((node) => sets.every((set) => set.includes(node)));

const set = (quorum: NodeSet): string => `{${quorum.join(", ")}}`;

describe("leastFast", () => {
  test("beside majorities: three quarters, rounded up", () => {
    for (const [count, least] of [3, 3, 4, 5, 6, 6, 7].map((least, nth) => [nth + 3, least] as const)) {
      expect(
        leastFast(count, majoritySize(count)),
        `Among ${count} with majorities in phase 1, fast quorums of ${least - 1} can leave a coordinator with two plans that ` +
          `may both have been chosen, and ${least} cannot.`,
      ).toBe(least);
    }
  });

  test("the more are asked in phase 1, the fewer are needed in a fast round", () => {
    expect(
      leastFast(5, 5),
      "If phase 1 hears all five, three of five are enough: two groups of three have one in common, and it has been heard.",
    ).toBe(3);
    expect(leastFast(5, 1), "If phase 1 hears one only, it may be any: all five must have voted alike.").toBe(
      5,
    );
    expect(
      leastFast(227, 114),
      "Of 227 corporators, 114 + 2 · 171 is 456, more than twice 227; with 170 it is 454, which is not.",
    ).toBe(171);
  });

  test("is safe, and one less is not", () => {
    for (let count = 1; count <= 30; count++) {
      for (let phase1 = 1; phase1 <= count; phase1++) {
        const fast = leastFast(count, phase1);
        const missing = count - phase1 + 2 * (count - fast);
        expect(
          missing < count,
          `Among ${count}, a phase-1 quorum of ${phase1} and two fast quorums of ${fast} can share nobody.`,
        ).toBe(true);
        expect(
          missing + 2 >= count || fast === 1,
          `Among ${count} beside phase-1 quorums of ${phase1}, fast quorums of ${fast} are safe, but fewer would do.`,
        ).toBe(true);
      }
    }
  });
});

describe("areSafe", () => {
  test.each([3, 4, 5, 6])("says the same as trying every choice of quorums among %i", (count) => {
    const sizes = nodes(count).map((node) => node + 1);
    const all = new Map(sizes.map((size) => [size, groups(size, nodes(count))]));
    for (const phase1 of sizes) {
      // Acceptors are alike: one phase-1 quorum stands for all.
      const asked = all.get(phase1)![0]!;
      for (const fast of sizes) {
        const triple = all
          .get(fast)!
          .flatMap((first) => all.get(fast)!.map((second) => ({ first, second })))
          .find(({ first, second }) => !share(asked, first, second));
        for (const classic of sizes) {
          const pair = all.get(classic)!.find((quorum) => !share(asked, quorum));
          const because =
            pair !== undefined
              ? `phase 1 may ask ${set(asked)} and hear nothing of what the classic quorum ${set(pair)} has chosen`
              : triple !== undefined
                ? `phase 1 may ask ${set(asked)}, and the fast quorums ${set(triple.first)} and ${set(triple.second)} may each ` +
                  `seem to have chosen: no acceptor is in all three`
                : "whichever quorums one takes, they meet";
          expect(
            areSafe(count, { phase1, classic, fast }),
            `Among ${count}, with ${phase1} in phase 1, ${classic} in classic rounds and ${fast} in fast ones: ${because}.`,
          ).toBe(pair === undefined && triple === undefined);
        }
      }
    }
  });
});

describe("findGap", () => {
  const check = (listed: Listed, because: string): void => {
    const gap = findGap(listed);
    const isGap = (quorums: readonly NodeSet[]): boolean => !share(...quorums);
    const pairs = listed.phase1.flatMap((asked) => listed.classic.map((other) => [asked, other]));
    const triples = listed.phase1.flatMap((asked) =>
      listed.fast.flatMap((first) => listed.fast.map((second) => [asked, first, second])),
    );
    if (gap === null) {
      const missed = [...pairs, ...triples].find(isGap);
      expect(missed?.map(set).join(", "), `${because} You found no gap, but these share no acceptor.`).toBe(
        undefined,
      );
      return;
    }
    const named = gap.kind === "classic" ? [gap.phase1, gap.classic] : [gap.phase1, gap.first, gap.second];
    const among = gap.kind === "classic" ? pairs : triples;
    expect(
      among.some((quorums) => quorums.map(set).join() === named.map(set).join()),
      `${because} You name ${named.map(set).join(", ")} as a ${gap.kind} gap; look which lists they are from.`,
    ).toBe(true);
    expect(
      isGap(named),
      `${because} You say that ${named.map(set).join(", ")} share nobody, but they do.`,
    ).toBe(true);
  };

  test("three of four everywhere: no gap", () => {
    const trios = groups(3, nodes(4));
    check({ phase1: trios, classic: trios, fast: trios }, "Groups of three among four:");
    expect(
      findGap({ phase1: trios, classic: trios, fast: trios }),
      "Each of three groups of three lacks one of the four; one is left who is in all three.",
    ).toBeNull();
  });

  test("two of three everywhere: each two meet, and three need not", () => {
    const pairs = groups(2, nodes(3));
    const listed = { phase1: pairs, classic: pairs, fast: pairs };
    check(listed, "Majorities of three:");
    expect(
      findGap(listed)?.kind,
      "{0, 1}, {0, 2} and {1, 2} meet two by two, and nobody is in all three. As fast quorums they are too small.",
    ).toBe("fast");
  });

  test("a classic quorum that phase 1 may miss", () => {
    const listed = { phase1: [[0, 1, 2]], classic: [[0], [3, 4]], fast: [[0, 1, 2, 3, 4]] };
    check(listed, "A coordinator that asks {0, 1, 2}:");
    expect(findGap(listed)?.kind, "It never hears of what {3, 4} have chosen.").toBe("classic");
  });

  test("a fast quorum that phase 1 may miss altogether: the same quorum twice", () => {
    const listed = { phase1: [[0, 1]], classic: [[0], [1]], fast: [[2, 3]] };
    check(listed, "A coordinator that asks {0, 1}:");
    expect(findGap(listed)?.kind, "It hears nothing of the fast quorum {2, 3}.").toBe("fast");
  });

  test("the last of the lists counts as much as the first", () => {
    const fast = [
      [0, 1, 2],
      [0, 1, 3],
      [0, 2, 3],
      [1, 2, 3],
    ];
    const listed = {
      phase1: [
        [0, 1, 2, 3],
        [0, 3],
      ],
      classic: [[0, 3]],
      fast,
    };
    check(listed, "Trios beside a phase-1 quorum {0, 3}:");
    expect(findGap(listed)?.kind, "{0, 3}, {0, 1, 2} and {1, 2, 3} share nobody.").toBe("fast");
  });

  test("nobody asks two classic quorums to meet, nor two of phase 1", () => {
    const rows = [
      [0, 1],
      [2, 3],
    ];
    const columns = [
      [0, 2],
      [1, 3],
    ];
    expect(
      findGap({ phase1: rows, classic: columns, fast: [[0, 1, 2, 3]] }),
      "Rows and columns of a square cross, and that is enough: phase 1 asks a row, a classic round a column.",
    ).toBeNull();
  });

  test("three hundred systems drawn at random", () => {
    const random = createRandom(8);
    for (let nth = 0; nth < 300; nth++) {
      const count = random.integer(2, 6);
      const list = (least: number): readonly NodeSet[] =>
        Array.from({ length: random.integer(1, 4) }, () =>
          nodes(count).filter((_, node, all) => node < 1 || random.unit() < least || all.length < 2),
        ).map((quorum) => (random.unit() < 0.5 ? quorum : quorum.map((node) => count - 1 - node).reverse()));
      check({ phase1: list(0.6), classic: list(0.6), fast: list(0.8) }, "Quorums drawn at random:");
    }
  });
});
