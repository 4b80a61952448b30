import { nodes, type NodeSet, type Random } from "../../../core/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import { drawnUntil, occasions } from "../../occasions.ts";
import type { ByzantineQuorumModule } from "./port.ts";
import { common, groups, rightByzantineQuorum as right } from "./right.ts";

type ByzantineCase = Case<ByzantineQuorumModule>;

interface Listed {
  readonly count: number;
  readonly quorums: readonly NodeSet[];
  readonly faults: number;
}

const drawn = (most: number, isWanted: (listed: Listed) => boolean) =>
  drawnUntil(isWanted, (random): Listed => {
    const count = random.integer(4, 7);
    const quorums = Array.from({ length: random.integer(1, 5) }, () => {
      const quorum = random.shuffle(nodes(count)).slice(0, random.integer(1, most === 0 ? count : most));
      return random.chance(0.4) ? quorum : quorum.sort((a, b) => a - b);
    });
    return { count, quorums, faults: random.pick([0, 1, 1, 2]) };
  });

const set = (members: NodeSet): string => `{${members.join(", ")}}`;
const sorted = (members: NodeSet): NodeSet => members.toSorted((a, b) => a - b);
const isSame = (a: NodeSet, b: NodeSet): boolean => sorted(a).join() === sorted(b).join();
const setting = ({ quorums, faults }: Listed): string =>
  `With quorums ${quorums.map(set).join(" ")}, ${faults} faulty`;

const isSplit = ({ quorums, faults }: Listed): boolean => right.findSplit(quorums, faults) !== null;
const isStalled = ({ count, quorums, faults }: Listed): boolean =>
  right.findStall(count, quorums, faults) !== null;

function wrongSplit(module: ByzantineQuorumModule, listed: Listed): Finding | null {
  const { quorums, faults } = listed;
  const split = module.findSplit(quorums, faults);
  if (split === null) {
    const { first, second, liars } = right.findSplit(quorums, faults)!;
    return {
      sentence: `${setting(listed)}, findSplit finds nothing; but ${isSame(first, second) ? `all of ${set(first)} may lie` : `${set(first)} and ${set(second)} share ${liars.length === 0 ? "nobody" : `only ${set(liars)}`}`}.`,
    };
  }
  const { first, second, liars } = split;
  const answer = `${setting(listed)}, findSplit names ${set(first)} and ${set(second)} with the liars ${set(liars)}`;
  const isListed = (quorum: NodeSet): boolean => quorums.some((other) => isSame(other, quorum));
  if (!isListed(first) || !isListed(second)) return { sentence: `${answer}; these are not both quorums.` };
  const both = common(first, second);
  if (!isSame(both, liars)) return { sentence: `${answer}; what they have in common is ${set(both)}.` };
  return both.length <= faults ? null : { sentence: `${answer}; these cannot all be faulty.` };
}

const onSplits = (most: number, isWanted: (listed: Listed) => boolean) =>
  occasions<ByzantineQuorumModule, Listed>(drawn(most, isWanted), 25);

const findsSplit: ByzantineCase = {
  name: "finds two quorums that can be told different things",
  points: 2,
  why: "It is not enough that they meet: whoever they have in common may be lying to both.",
  run: onSplits(0, (listed) => isSplit(listed) && meetTwoByTwo(listed))(wrongSplit),
};

/** Three or more, each two of which meet, and none of which is of liars only: which two are too close has to be looked for. */
const meetTwoByTwo = ({ quorums, faults }: Listed): boolean =>
  quorums.length > 2 &&
  quorums.every(({ length }) => length > faults) &&
  quorums.every((one) => quorums.every((other) => common(one, other).length > 0));

const findsAlone: ByzantineCase = {
  name: "finds a quorum all of which may lie, and one that does not even meet another",
  points: 1,
  why: "Whoever has a whole quorum of liars needs nobody's help to say two things.",
  run: (module, random) =>
    onSplits(3, (listed) => listed.quorums.length === 1 && isSplit(listed))(wrongSplit)(module, random) ??
    onSplits(3, (listed) => listed.faults === 0 && isSplit(listed))(wrongSplit)(module, random),
};

const findsNoSplit: ByzantineCase = {
  name: "finds no split where everybody shares enough",
  points: 1,
  why: "Two quorums of three of four share two, and one of these is honest: nothing to be afraid of.",
  run: onSplits(
    0,
    (listed) => !isSplit(listed),
  )((module, listed) => {
    const split = module.findSplit(listed.quorums, listed.faults);
    return split === null
      ? null
      : {
          sentence: `${setting(listed)}, findSplit names ${set(split.first)} and ${set(split.second)}; but each two of them share more than ${listed.faults}.`,
        };
  }),
};

const onStalls = (isWanted: (listed: Listed) => boolean) =>
  occasions<ByzantineQuorumModule, Listed>(drawn(4, isWanted), 15);

const findsStall: ByzantineCase = {
  name: "finds those whose silence stops everything",
  points: 2,
  why: "A liar need not lie. If a few who say nothing leave no quorum whole, the corporation never decides again.",
  run: (module, random) =>
    onStalls((listed) => isStalled(listed) && listed.quorums.length > 1)(wrongStall)(module, random) ??
    everyPair(random).reduce<Finding | null>((found, listed) => found ?? wrongStall(module, listed), null),
};

function wrongStall(module: ByzantineQuorumModule, listed: Listed): Finding | null {
  const { count, quorums, faults } = listed;
  const stall = module.findStall(count, quorums, faults);
  if (stall === null) {
    const silent = right.findStall(count, quorums, faults)!;
    return {
      sentence: `${setting(listed)}, findStall finds nobody; but ${set(silent)} have one in every quorum.`,
    };
  }
  const answer = `${setting(listed)}, findStall names ${set(stall)}`;
  if (stall.some((node, nth) => node >= count || stall.indexOf(node) !== nth))
    return { sentence: `${answer}; it should name nodes below ${count}, each once.` };
  if (stall.length > faults) return { sentence: `${answer}, more than may be faulty.` };
  const left = quorums.find((quorum) => common(quorum, stall).length === 0);
  return left === undefined ? null : { sentence: `${answer}; but then ${set(left)} is still whole.` };
}

/** For each two nodes, quorums that no other two can stop: one of the two and one of the others each. */
function everyPair(random: Random): readonly Listed[] {
  const count = random.integer(5, 6);
  return random.shuffle(groups(nodes(count), 2)).map((pair) => {
    const others = nodes(count).filter((node) => !pair.includes(node));
    const quorums = pair.flatMap((one) => others.map((other) => sorted([one, other])));
    return { count, quorums: random.shuffle(quorums), faults: 2 };
  });
}

const findsNoStall: ByzantineCase = {
  name: "finds nobody where some quorum always is whole",
  points: 1,
  why: "Whoever sees a danger where there is none buys machines for nothing.",
  run: onStalls((listed) => !isStalled(listed))((module, listed) => {
    const stall = module.findStall(listed.count, listed.quorums, listed.faults);
    return stall === null
      ? null
      : {
          sentence: `${setting(listed)}, findStall names ${set(stall)}; but whichever ${listed.faults} are silent, some quorum is whole.`,
        };
  }),
};

/** Consistency and availability (Malkhi and Reiter, 1998, section 4). */
export const lists: readonly ByzantineCase[] = [
  findsSplit,
  findsAlone,
  findsNoSplit,
  findsStall,
  findsNoStall,
];
