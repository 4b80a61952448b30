import { createRandom, nodes, type NodeSet } from "paxoslab/core";
import { describe, expect, test } from "vitest";
import {
  believed,
  findSplit,
  findStall,
  leastQuorum,
  leastWitnesses,
  mostFaults,
  supporters,
  type Vote,
} from "#exercise/byzantine-quorum/byzantine-quorum.ts";

/** All groups of so many of the nodes. */
function groups(size: number, among: NodeSet): readonly NodeSet[] {
  if (size === 0) return [[]];
  return among.flatMap((first, nth) =>
    groups(size - 1, among.slice(nth + 1)).map((others) => [first, ...others]),
  );
}

const common = (a: NodeSet, b: NodeSet): NodeSet => a.filter((node) => b.includes(node));
const set = (group: NodeSet): string => `{${group.join(", ")}}`;

describe("mostFaults", () => {
  test("of three nodes none, of four one, of six one, of seven two", () => {
    for (const [count, most] of [0, 0, 0, 1, 1, 1, 2, 2, 2, 3].map((most, nth) => [nth + 1, most] as const)) {
      expect(
        mostFaults(count),
        `Of ${count} nodes ${most} may be faulty: ${3 * most + 1} are needed for that, and ${3 * most + 4} for one more.`,
      ).toBe(most);
    }
  });

  test("of 227 corporators 75, of 228 too", () => {
    expect(mostFaults(227), "3 · 75 + 1 is 226; 3 · 76 + 1 is 229.").toBe(75);
    expect(mostFaults(228), "228 is divisible by three, and a third of it is 76. That takes 229.").toBe(75);
  });
});

describe("leastQuorum", () => {
  test("of 3f + 1 nodes, 2f + 1", () => {
    for (const faults of [0, 1, 2, 3, 25]) {
      expect(
        leastQuorum(3 * faults + 1, faults),
        `Of ${3 * faults + 1}, ${faults} faulty: two groups of ${2 * faults + 1} share ${faults + 1}.`,
      ).toBe(2 * faults + 1);
    }
  });

  test("of more nodes than that, more than 2f + 1", () => {
    expect(
      leastQuorum(6, 1),
      "Of six nodes with one faulty, two groups of three may share nobody, and two groups of four have two in common.",
    ).toBe(4);
    expect(
      leastQuorum(100, 33),
      "Of 100 nodes 33 may be faulty, for 100 is 3 · 33 + 1; so a quorum is 67.",
    ).toBe(67);
    expect(
      leastQuorum(227, 75),
      "Two groups of 151 share 75 at least, and all of these may lie; groups of 152 share 77.",
    ).toBe(152);
  });

  test("if nobody is faulty, a majority", () => {
    for (const count of [1, 2, 3, 4, 5, 6]) {
      expect(leastQuorum(count, 0), `Of ${count}, none faulty.`).toBe(Math.floor(count / 2) + 1);
    }
  });

  test("none, if too many may be faulty", () => {
    expect(
      leastQuorum(3, 1),
      "Of three with one faulty: two groups of two may share only the liar, and three there may never be, for it may be silent.",
    ).toBeNull();
    expect(leastQuorum(6, 2), "Of six, two faulty: it takes seven.").toBeNull();
    expect(leastQuorum(4, 4), "If all are faulty there is nobody left to agree.").toBeNull();
  });

  test.each([1, 2, 3, 4, 5, 6, 7])("says the same as trying every choice of quorums among %i", (count) => {
    for (let faults = 0; faults <= count; faults++) {
      const sizes = nodes(count).map((node) => node + 1);
      const share = (size: number): number =>
        Math.min(...groups(size, nodes(count)).map((other) => common(nodes(size), other).length));
      const least = sizes.find((size) => share(size) > faults && size <= count - faults) ?? null;
      expect(
        leastQuorum(count, faults),
        least === null
          ? `Of ${count}, ${faults} faulty: those not faulty are ${count - faults}, and two groups of so many need not share any of them.`
          : `Of ${count}, ${faults} faulty: two groups of ${least} always share more than ${faults}, smaller ones do not.`,
      ).toBe(least);
    }
  });
});

describe("leastWitnesses", () => {
  test("one more than may lie", () => {
    for (const faults of [0, 1, 2, 75]) {
      expect(
        leastWitnesses(faults),
        `${faults} may lie alike, so ${faults} who say the same prove nothing; one more does.`,
      ).toBe(faults + 1);
    }
  });
});

describe("findSplit", () => {
  const check = (quorums: readonly NodeSet[], faults: number): void => {
    const split = findSplit(quorums, faults);
    const inWords = `Quorums ${quorums.map(set).join(" ")}, ${faults} faulty:`;
    if (split === null) {
      const missed = quorums
        .flatMap((first) => quorums.map((second) => ({ first, second, both: common(first, second) })))
        .find(({ both }) => both.length <= faults);
      expect(
        missed && `${set(missed.first)} and ${set(missed.second)} share ${set(missed.both)}`,
        `${inWords} you find no split, but there is one.`,
      ).toBe(undefined);
      return;
    }
    const { first, second, liars } = split;
    const isListed = (quorum: NodeSet): boolean => quorums.some((other) => set(other) === set(quorum));
    expect(
      isListed(first) && isListed(second),
      `${inWords} you name ${set(first)} and ${set(second)}, which are not both in the list.`,
    ).toBe(true);
    expect(
      set([...liars].sort((a, b) => a - b)),
      `${inWords} ${set(first)} and ${set(second)} are told different things by those whom they have in common.`,
    ).toBe(set([...common(first, second)].sort((a, b) => a - b)));
    expect(
      liars.length <= faults,
      `${inWords} ${set(first)} and ${set(second)} share ${set(common(first, second))}, and they cannot all be faulty.`,
    ).toBe(true);
  };

  test("majorities of three: one in common is not enough if it may lie", () => {
    const pairs = groups(2, nodes(3));
    expect(findSplit(pairs, 0), "Each two of them share a node, and nobody lies.").toBeNull();
    expect(
      findSplit(pairs, 1)?.liars.length,
      "{0, 1} and {1, 2} share node 1 only. If it lies, one may choose the drains and the other the pumps.",
    ).toBe(1);
    check(pairs, 1);
  });

  test("three of four share two, so one liar cannot split them, and two can", () => {
    const trios = groups(3, nodes(4));
    expect(findSplit(trios, 1), "{0, 1, 2} and {1, 2, 3} share 1 and 2; one of them is honest.").toBeNull();
    check(trios, 2);
    expect(findSplit(trios, 2)?.liars.length, "If both 1 and 2 lie, nobody is left.").toBe(2);
  });

  test("a quorum in which all may be faulty is split all by itself", () => {
    check([[3]], 1);
    expect(
      findSplit([[3]], 1)?.liars,
      "The only quorum is node 3 alone. If it is faulty, it says one thing to one, and another to another.",
    ).toEqual([3]);
    expect(findSplit([[3]], 0), "And if nobody is faulty, it says one thing.").toBeNull();
  });

  test("the last of the list counts as much as the first", () => {
    const listed = [
      [0, 1, 2, 3],
      [0, 1, 4, 5],
      [0, 1, 2, 4],
      [2, 3, 4, 5],
    ];
    check(listed, 1);
    expect(findSplit(listed, 1), "Each two of these share two nodes.").toBeNull();
    const another = [...listed, [1, 3, 5]];
    check(another, 1);
    expect(findSplit(another, 1), "{1, 3, 5} and {0, 1, 2, 4} share node 1 only.").not.toBeNull();
  });

  test("quorums need not be sorted", () => {
    check(
      [
        [2, 0],
        [1, 2],
      ],
      1,
    );
  });

  test("three hundred systems drawn at random", () => {
    const random = createRandom(9);
    for (let nth = 0; nth < 300; nth++) {
      const count = random.integer(3, 7);
      const quorums = Array.from({ length: random.integer(1, 5) }, () =>
        nodes(count).filter((node) => node === 0 || random.unit() < 0.6),
      );
      check(quorums, random.integer(0, 2));
    }
  });
});

describe("findStall", () => {
  const check = (count: number, quorums: readonly NodeSet[], faults: number): void => {
    const stall = findStall(count, quorums, faults);
    const inWords = `${count} nodes, quorums ${quorums.map(set).join(" ")}, ${faults} faulty:`;
    const stops = (silent: NodeSet): boolean => quorums.every((quorum) => common(quorum, silent).length > 0);
    if (stall === null) {
      const missed = groups(Math.min(faults, count), nodes(count)).find(stops);
      expect(
        missed && set(missed),
        `${inWords} you find no stall, but if these are silent, no quorum is left.`,
      ).toBe(undefined);
      return;
    }
    expect(
      stall.every((node, nth) => nodes(count).includes(node) && stall.indexOf(node) === nth),
      `${inWords} you name ${set(stall)}; each should be one of the nodes 0 to ${count - 1}, named once.`,
    ).toBe(true);
    expect(stall.length <= faults, `${inWords} ${set(stall)} are more than may be faulty.`).toBe(true);
    const left = quorums.find((quorum) => common(quorum, stall).length === 0);
    expect(left && set(left), `${inWords} if ${set(stall)} are silent, this quorum is still there.`).toBe(
      undefined,
    );
  };

  test("all three of three: one who is silent stops everything", () => {
    check(3, [[0, 1, 2]], 1);
    expect(findStall(3, [[0, 1, 2]], 1), "Any one of the three.").toHaveLength(1);
    expect(findStall(3, [[0, 1, 2]], 0), "Nobody is silent.").toBeNull();
  });

  test("three of four: one is not enough, two are", () => {
    const trios = groups(3, nodes(4));
    expect(findStall(4, trios, 1), "Without any one of the four, the other three are a quorum.").toBeNull();
    check(4, trios, 2);
    expect(findStall(4, trios, 2), "Without any two of them, nobody is.").not.toBeNull();
  });

  test("not those who are in the first quorum: those who are in all", () => {
    check(
      5,
      [
        [0, 1, 4],
        [2, 3, 4],
      ],
      1,
    );
    expect(
      findStall(
        5,
        [
          [0, 1],
          [2, 3],
        ],
        1,
      ),
      "Nobody is in both {0, 1} and {2, 3}.",
    ).toBeNull();
    check(
      5,
      [
        [0, 1],
        [2, 3],
      ],
      2,
    );
    expect(
      findStall(
        5,
        [
          [0, 1],
          [2, 3],
        ],
        2,
      ),
      "One of each, say 0 and 2.",
    ).not.toBeNull();
  });

  test("three hundred systems drawn at random", () => {
    const random = createRandom(19);
    for (let nth = 0; nth < 300; nth++) {
      const count = random.integer(3, 7);
      const quorums = Array.from({ length: random.integer(1, 5) }, () =>
        nodes(count).filter((node, _, all) => node === all.length - 1 || random.unit() < 0.5),
      ).map((quorum) => (random.unit() < 0.5 ? quorum : quorum.slice(0, Math.max(1, quorum.length - 1))));
      check(count, quorums, random.integer(0, 3));
    }
  });

  test("quorums of the least size that there is: neither split nor stalled", () => {
    for (let count = 1; count <= 7; count++) {
      const faults = mostFaults(count);
      const quorums = groups(leastQuorum(count, faults) ?? count, nodes(count));
      expect(findSplit(quorums, faults), `${count} nodes, ${faults} faulty: nobody can be split.`).toBeNull();
      expect(
        findStall(count, quorums, faults),
        `${count} nodes, ${faults} faulty: nothing can be stopped.`,
      ).toBeNull();
    }
  });
});

describe("counting", () => {
  const said = (digest: string, ...senders: readonly number[]): readonly Vote[] =>
    senders.map((sender) => ({ sender, digest }));

  test("who has said it, each once", () => {
    const votes = [...said("drains", 2, 0, 2, 2), ...said("pumps", 1), ...said("drains", 10, 0)];
    expect(
      supporters(votes, "drains"),
      "Node 2 has said it three times and node 0 twice; they are three nodes, and in ascending order 0, 2, 10.",
    ).toEqual([0, 2, 10]);
    expect(supporters(votes, "roads"), "Nobody has said roads.").toEqual([]);
  });

  test("one liar who says it three times is one liar", () => {
    expect(believed(said("pumps", 3, 3, 3), 3), "Three messages, but all of them from node 3.").toBeNull();
    expect(believed(said("pumps", 3, 1, 0), 3), "Three different nodes have said pumps.").toBe("pumps");
  });

  test("who says something else does not count for it", () => {
    const votes = [...said("drains", 0), ...said("pumps", 1), ...said("drains", 2)];
    expect(believed(votes, 3), "Three nodes have spoken, but not all of the same.").toBeNull();
    expect(believed(votes, 2), "Two have said drains.").toBe("drains");
  });

  test("the first thing said need not be what is believed", () => {
    const votes = [...said("pumps", 3), ...said("drains", 0, 1, 2)];
    expect(believed(votes, 3), "The liar was quick. Still, three have said drains.").toBe("drains");
  });

  test("nor is it what most messages say", () => {
    const votes = [...said("pumps", 3, 3, 3, 3), ...said("drains", 0, 1)];
    expect(believed(votes, 2), "Four messages for the pumps from one node; two nodes for the drains.").toBe(
      "drains",
    );
  });

  test("a liar may say both things: it makes neither of them true by itself", () => {
    const votes = [...said("drains", 0, 3), ...said("pumps", 3, 1)];
    expect(believed(votes, 3), "Two for each.").toBeNull();
    expect(believed([...votes, ...said("drains", 1)], 3), "Now 0, 1 and 3 have said drains.").toBe("drains");
  });

  test("nothing at all", () => {
    expect(believed([], 1), "Nobody has said anything.").toBeNull();
  });

  test("votes are left as they are", () => {
    const votes = Object.freeze(said("drains", 2, 1, 2));
    expect(supporters(votes, "drains")).toEqual([1, 2]);
    expect(
      votes.map(({ sender }) => sender),
      "In the order in which they came.",
    ).toEqual([2, 1, 2]);
  });
});
