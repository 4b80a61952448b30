import { createRandom, majority, nodes, type NodeSet, type QuorumSystem } from "paxoslab/core";
import { singleDecree, singleDecreePhrases } from "paxoslab/protocols/single-decree";
import { singleDecreeSafety } from "paxoslab/scenarios";
import { check, separateRoles } from "paxoslab/verify";
import { describe, expect, test } from "vitest";
import {
  areSafe,
  cheapest,
  findGap,
  goesOn,
  grid,
  leastPhase2,
  tolerates,
  type Listed,
  type Sizes,
} from "#exercise/flexible-quorum/flexible-quorum.ts";

/** All groups of so many of the acceptors. */
function groups(size: number, acceptors: NodeSet): readonly NodeSet[] {
  if (size === 0) return [[]];
  return acceptors.flatMap((first, nth) =>
    groups(size - 1, acceptors.slice(nth + 1)).map((rest) => [first, ...rest]),
  );
}

const subsets = (acceptors: NodeSet): readonly NodeSet[] =>
  nodes(acceptors.length + 1).flatMap((size) => groups(size, acceptors));

const meet = (one: NodeSet, other: NodeSet): boolean => one.some((node) => other.includes(node));
const set = (quorum: NodeSet): string => `{${quorum.join(", ")}}`;
const sizesUpTo = (count: number): readonly number[] => nodes(count).map((node) => node + 1);

/** What the checker says of Paxos with these quorums: two leaders, a ballot for each, every order of events. */
async function verdictOn(quorums: QuorumSystem) {
  const count = quorums.acceptors.length;
  const model = separateRoles({ acceptors: count, proposers: 2, ballots: 2, nacks: "unsaid" });
  const protocol = singleDecree<string>({ quorums, learners: [count + 2] });
  const checked = { ...model, protocol, properties: singleDecreeSafety<string>(quorums), sometimes: [] };
  const { outcome, counterexample } = await check(checked, { phrases: singleDecreePhrases, seconds: 20 });
  const story = counterexample?.story.map(({ text }, index) => `${index + 1}. ${text}`) ?? [];
  return { isSafe: outcome.kind === "held", story: story.join("\n") };
}

/** Whatever comes of it: the lab's own `flexible` would refuse quorums that do not meet. */
const bySize = (count: number, { phase1, phase2 }: Sizes): QuorumSystem => ({
  ...majority(nodes(count)),
  isPhase1Quorum: (members) => members.length >= phase1,
  isPhase2Quorum: (members) => members.length >= phase2,
});

const byList = (count: number, { phase1, phase2 }: Listed): QuorumSystem => {
  const has = (list: readonly NodeSet[], members: NodeSet): boolean =>
    list.some((quorum) => quorum.every((node) => members.includes(node)));
  return {
    ...majority(nodes(count)),
    isPhase1Quorum: (members) => has(phase1, members),
    isPhase2Quorum: (members) => has(phase2, members),
  };
};

describe("areSafe", () => {
  test.each([2, 3, 4, 5])("says the same as trying every two groups among %i", (count) => {
    for (const phase1 of sizesUpTo(count)) {
      for (const phase2 of sizesUpTo(count)) {
        // Acceptors are alike: one phase-1 quorum stands for all.
        const asked = nodes(phase1);
        const apart = groups(phase2, nodes(count)).find((quorum) => !meet(asked, quorum));
        expect(
          areSafe(count, { phase1, phase2 }),
          `Among ${count}, with ${phase1} in phase 1 and ${phase2} in phase 2: ` +
            (apart === undefined
              ? "whichever groups one takes, they meet, and that is all it takes. Two of one phase need not."
              : `a new leader may ask ${set(asked)} and hear nothing of what ${set(apart)} have chosen.`),
        ).toBe(apart === undefined);
      }
    }
  });
});

describe("leastPhase2", () => {
  test("the more are asked by a new leader, the fewer are needed for a decision", () => {
    expect(leastPhase2(5, 3), "Beside majorities of five: majorities.").toBe(3);
    expect(leastPhase2(5, 5), "If a new leader hears all five, any one of them can tell it.").toBe(1);
    expect(leastPhase2(227, 200), "27 corporators may be missing in phase 1; 28 cannot all be.").toBe(28);
    expect(leastPhase2(6, 4), "Of six, three are enough beside four: half, and no majority.").toBe(3);
  });

  test("is enough, and one less is not", () => {
    for (let count = 1; count <= 30; count++) {
      for (const phase1 of sizesUpTo(count)) {
        const least = leastPhase2(count, phase1);
        expect(least + phase1, `Among ${count}, ${least} can be just those that ${phase1} leave out.`).toBe(
          count + 1,
        );
      }
    }
  });
});

describe("findGap", () => {
  const judge = (listed: Listed, because: string): void => {
    const gap = findGap(listed);
    const missed = listed.phase1
      .flatMap((asked) => listed.phase2.map((quorum) => ({ phase1: asked, phase2: quorum })))
      .find(({ phase1, phase2 }) => !meet(phase1, phase2));
    if (gap === null) {
      const named = missed === undefined ? "" : `${set(missed.phase1)} and ${set(missed.phase2)}`;
      expect(named, `${because} You found no gap, but these share no acceptor.`).toBe("");
      return;
    }
    const isListed =
      listed.phase1.some((quorum) => quorum.join() === gap.phase1.join()) &&
      listed.phase2.some((quorum) => quorum.join() === gap.phase2.join());
    const named = `phase 1's ${set(gap.phase1)} and phase 2's ${set(gap.phase2)}`;
    expect(isListed, `${because} You name ${named}; these are not so in the lists.`).toBe(true);
    expect(meet(gap.phase1, gap.phase2), `${because} You say that ${named} share nobody, but they do.`).toBe(
      false,
    );
  };

  test("nobody asks two quorums of one phase to meet", () => {
    const rows = [
      [0, 1],
      [2, 3],
    ];
    const columns = [
      [0, 2],
      [1, 3],
    ];
    expect(
      findGap({ phase1: rows, phase2: columns }),
      "Two rows share nobody, nor do two columns; but every row crosses every column, and that is enough.",
    ).toBeNull();
  });

  test("the last of the lists counts as much as the first", () => {
    const listed = {
      phase1: [
        [0, 1, 2],
        [2, 3],
      ],
      phase2: [
        [1, 2],
        [2, 4],
        [0, 4],
      ],
    };
    judge(listed, "Five wards:");
    expect(
      findGap(listed),
      "A leader that asks {2, 3} does not hear of what {0, 4} have chosen.",
    ).not.toBeNull();
  });

  test("three hundred systems drawn at random", () => {
    const random = createRandom(10);
    for (let nth = 0; nth < 300; nth++) {
      const count = random.integer(2, 6);
      const list = (): readonly NodeSet[] =>
        Array.from({ length: random.integer(1, 4) }, () =>
          random.shuffle(nodes(count)).slice(0, random.integer(1, count)),
        );
      judge({ phase1: list(), phase2: list() }, "Quorums drawn at random:");
    }
  });
});

describe("grid", () => {
  test("two rows of three", () => {
    const words = "The rows are {0, 1, 2} and {3, 4, 5}; the columns {0, 3}, {1, 4} and {2, 5}.";
    expect(grid(2, 3).phase1, words).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
    expect(grid(2, 3).phase2, words).toEqual([
      [0, 3],
      [1, 4],
      [2, 5],
    ]);
  });

  test("a square, a line, and a single ward", () => {
    expect(
      grid(3, 3).phase2.map((column) => column.length),
      "Nine wards in a square: columns of three.",
    ).toEqual([3, 3, 3]);
    expect(grid(1, 4), "One row of four: phase 1 asks everybody, and in phase 2 anyone is enough.").toEqual({
      phase1: [[0, 1, 2, 3]],
      phase2: [[0], [1], [2], [3]],
    });
    expect(grid(1, 1), "A single ward is a row and a column.").toEqual({ phase1: [[0]], phase2: [[0]] });
  });
});

describe("who may be down", () => {
  const square = {
    rows: [0, 1, 2].map((row) => [0, 1, 2].map((column) => 3 * row + column)),
    columns: [0, 1, 2].map((column) => [0, 1, 2].map((row) => 3 * row + column)),
  };

  test("goesOn: some quorum has to be whole", () => {
    const { columns } = square;
    expect(goesOn(columns, []), "Nobody is down.").toBe(true);
    expect(goesOn(columns, [0, 3, 6]), "The whole first column is down, and the two others are up.").toBe(
      true,
    );
    expect(goesOn(columns, [0, 4]), "The first two columns lack a ward each; the third is whole.").toBe(true);
    expect(goesOn(columns, [0, 4, 8]), "The diagonal is down: a ward of every column.").toBe(false);
  });

  test("tolerates: whichever they are", () => {
    expect(
      tolerates(square.rows),
      "Three wards on the diagonal are one of every row; two, wherever they are, leave a row whole.",
    ).toBe(2);
    expect(tolerates([[0, 1, 2, 3]]), "If all four are needed, nobody may be down.").toBe(0);
    expect(tolerates([[0], [1], [2], [3]]), "If any one of four is enough, three may be down.").toBe(3);
    expect(tolerates(groups(3, nodes(5))), "Majorities of five bear two.").toBe(2);
    expect(
      tolerates([
        [0, 1],
        [0, 2],
        [0, 3],
      ]),
      "Three quorums, but 0 is in all of them: if it is down, so is everything.",
    ).toBe(0);
    expect(
      tolerates([
        [0, 1],
        [0, 2],
        [3, 4],
        [3, 5],
      ]),
      "0 and 3 together are in all of them. Any one alone is not.",
    ).toBe(1);
  });

  test("tolerates: striking the one in most quorums first is not the best way", () => {
    expect(
      tolerates([
        [0, 2],
        [0, 2, 3],
        [0, 4],
        [1, 2],
        [1, 2, 3],
        [1, 5],
      ]),
      "2 is in four of these. But 0 and 1 together are in all six, and without 2 struck first, that is two.",
    ).toBe(1);
  });

  test("both, against trying every group of up to six wards", () => {
    const random = createRandom(11);
    for (let nth = 0; nth < 60; nth++) {
      const count = random.integer(2, 6);
      const quorums = Array.from({ length: random.integer(1, 5) }, () =>
        random
          .shuffle(nodes(count))
          .slice(0, random.integer(1, count))
          .toSorted((a, b) => a - b),
      );
      const list = quorums.map(set).join(", ");
      for (const down of subsets(nodes(count))) {
        const isWhole = quorums.some((quorum) => !meet(quorum, down));
        expect(goesOn(quorums, down), `Quorums ${list}; down: ${set(down)}.`).toBe(isWhole);
      }
      const worst = subsets(nodes(count)).find((down) => quorums.every((quorum) => meet(quorum, down)))!;
      expect(
        tolerates(quorums),
        `Quorums ${list}: with ${set(worst)} down none is whole, and with fewer down there always is one.`,
      ).toBe(worst.length - 1);
    }
  });
});

describe("cheapest", () => {
  test("two of five may be down at any time: majorities", () => {
    expect(
      cheapest(5, { steady: 2, takeover: 2 }),
      "With two of five down, three must be enough for both phases.",
    ).toEqual({ phase1: 3, phase2: 3 });
  });

  test("two of five while a leader is in office, one while there is none", () => {
    expect(
      cheapest(5, { steady: 2, takeover: 1 }),
      "Phase 1 may ask four. Then two are enough for a decision; that three would be, too, is not cheap.",
    ).toEqual({ phase1: 4, phase2: 2 });
  });

  test("more than can be had", () => {
    expect(
      cheapest(5, { steady: 3, takeover: 2 }),
      "With two down, three in phase 1; so three in phase 2, and with three down there are two.",
    ).toBeNull();
    expect(cheapest(4, { steady: 2, takeover: 2 }), "Of four, two and two need not meet.").toBeNull();
    expect(cheapest(3, { steady: 0, takeover: 3 }), "With all three down nobody takes office.").toBeNull();
  });

  test("against trying all sizes, up to eight wards", () => {
    for (const count of sizesUpTo(8)) {
      for (const steady of nodes(count + 1)) {
        for (const takeover of nodes(count + 1)) {
          const all = sizesUpTo(count).flatMap((phase2) =>
            sizesUpTo(count).map((phase1): Sizes => ({ phase1, phase2 })),
          );
          const best =
            all.find(
              ({ phase1, phase2 }) =>
                phase1 + phase2 > count && phase2 <= count - steady && phase1 <= count - takeover,
            ) ?? null;
          expect(
            cheapest(count, { steady, takeover }),
            `${count} wards, of which ${steady} may be down while a leader is in office and ${takeover} while one is elected: ` +
              (best === null
                ? "that cannot be had."
                : `${best.phase1} in phase 1, ${best.phase2} in phase 2.`),
          ).toEqual(best);
        }
      }
    }
  });
});

describe("in every run of two leaders", () => {
  test("areSafe says of three acceptors what the checker says", async () => {
    for (const phase1 of sizesUpTo(3)) {
      for (const phase2 of sizesUpTo(3)) {
        const { isSafe, story } = await verdictOn(bySize(3, { phase1, phase2 }));
        expect(
          areSafe(3, { phase1, phase2 }),
          isSafe
            ? `Of three, ${phase1} in phase 1 and ${phase2} in phase 2: the checker has tried every run, and all agree.`
            : `Of three, ${phase1} in phase 1 and ${phase2} in phase 2: two values are chosen like this.\n${story}`,
        ).toBe(isSafe);
      }
    }
  });

  test("two rows of two keep Paxos safe", async () => {
    const { isSafe, story } = await verdictOn(byList(4, grid(2, 2)));
    expect(isSafe, `With your quorums two values are chosen like this.\n${story}`).toBe(true);
  });
});
