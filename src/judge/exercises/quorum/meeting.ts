import { nodes, type NodeId, type NodeSet, type Random } from "../../../core/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import { occasions } from "../../occasions.ts";
import { show } from "../../told.ts";
import type { QuorumModule } from "./port.ts";

type QuorumCase = Case<QuorumModule>;

interface Groups {
  readonly first: number;
  readonly second: number;
  readonly count: number;
}

/** Groups around the limit: by so many more (or fewer) than there are acceptors. */
const groups =
  (over: (random: Random) => number) =>
  (random: Random): Groups => {
    const count = random.pick([3, 4, 5, 6, 7, 9, 12, 227, random.integer(20, 2_000)]);
    const sum = Math.min(2 * count, Math.max(2, count + over(random)));
    const first = random.integer(Math.max(1, sum - count), Math.min(count, sum - 1));
    return { first, second: sum - first, count };
  };

const neverWrongly: QuorumCase = {
  name: "does not say that groups must meet if they need not",
  points: 2,
  why: "Two proposers could each win with one of these groups, and neither would hear of the other.",
  run: occasions<QuorumModule, Groups>(
    groups((random) => -random.pick([0, 0, 1, 2, 5])),
    20,
  )((module, { first, second, count }) =>
    module.mustMeet(first, second, count)
      ? {
          sentence: `mustMeet(${first}, ${second}, ${count}) is true. But the first ${first} of ${count} and the last ${second} of them have nobody in common.`,
        }
      : null,
  ),
};

const whenever: QuorumCase = {
  name: "says so whenever they must, majorities or not",
  points: 1,
  why: "Whoever insists on two majorities never sees that 28 votes can be enough, if 200 were asked first.",
  run: occasions<QuorumModule, Groups>(
    groups((random) => random.pick([1, 1, 2, 3, 8])),
    20,
  )((module, { first, second, count }) =>
    module.mustMeet(first, second, count)
      ? null
      : {
          sentence: `mustMeet(${first}, ${second}, ${count}) is false. But groups with nobody in common would need ${first + second} acceptors, and there are ${count}.`,
        },
  ),
};

interface Lists {
  readonly phase1: readonly NodeSet[];
  readonly phase2: readonly NodeSet[];
}

/** Everybody of one list meets everybody of the other; within a list they often do not. */
function crossing(random: Random): Lists {
  const [rows, columns] = [random.integer(2, 4), random.integer(2, 4)];
  const seats = random.shuffle(nodes(rows * columns + 3));
  const seat = (row: number, column: number): NodeId => seats[row * columns + column]!;
  const extra = (members: readonly NodeId[]): NodeSet =>
    (random.chance(0.3) ? [...members, seats.at(-1)!] : [...members]).sort((a, b) => a - b);
  return {
    phase1: random.shuffle(
      nodes(rows).map((row) => extra(nodes(columns).map((column) => seat(row, column)))),
    ),
    phase2: nodes(columns).map((column) => extra(nodes(rows).map((row) => seat(row, column)))),
  };
}

/** The same, but one quorum of one list lacks one member, and so misses exactly one of the other. */
function leaking(random: Random): Lists {
  const { phase1, phase2 } = crossing(random);
  const from = random.pick(phase1);
  const other = random.pick(phase2);
  const shared = from.filter((node) => other.includes(node));
  const leaky = from.filter((node) => !shared.includes(node));
  const lists = { phase1: phase1.map((quorum) => (quorum === from ? leaky : quorum)), phase2 };
  return random.chance(0.5) ? lists : { phase1: lists.phase2, phase2: lists.phase1 };
}

const finds: QuorumCase = {
  name: "finds the two quorums that share no acceptor",
  points: 2,
  why: "One pair is all it takes: a proposer that asks one of them never hears what the other has accepted.",
  run: (module, random) =>
    occasions<QuorumModule, Lists>(leaking, 12)(wrongPair)(module, random) ??
    occasions<QuorumModule, Lists>(farAway, 2)(wrongPair)(module, random),
};

/** Two quorums of which the one has the numbers of the other and 32 more: a set of bits in one number takes them for each other. */
function farAway(random: Random): Lists {
  const few = random.shuffle(nodes(6)).slice(0, random.integer(2, 3));
  return {
    phase1: [few.toSorted((a, b) => a - b)],
    phase2: [few.map((node) => node + 32).toSorted((a, b) => a - b)],
  };
}

function wrongPair(module: QuorumModule, { phase1, phase2 }: Lists): Finding | null {
  const asked = `findDisjoint(${show(phase1)}, ${show(phase2)})`;
  const found = module.findDisjoint(phase1, phase2);
  if (found === null) return { sentence: `${asked} finds nothing, and there is a pair.` };
  const isListed = [phase1.some(sameSet(found.phase1)), phase2.some(sameSet(found.phase2))];
  if (isListed.includes(false)) {
    return {
      sentence: `${asked} is ${show(found)}: it should be a quorum of each list, the first one of phase 1.`,
    };
  }
  const shared = found.phase1.filter((node) => found.phase2.includes(node));
  return shared.length === 0
    ? null
    : { sentence: `${asked} is ${show(found)}, and acceptor ${shared[0]} is in both.` };
}

const findsNothing: QuorumCase = {
  name: "finds nothing where every pair meets",
  points: 1,
  why: "That two rows of a grid share nobody does no harm: only a quorum of phase 1 and one of phase 2 have to meet.",
  run: occasions<QuorumModule, Lists>(crossing)((module, { phase1, phase2 }) => {
    const found = module.findDisjoint(phase1, phase2);
    return found === null
      ? null
      : {
          sentence: `findDisjoint(${show(phase1)}, ${show(phase2)}) is ${show(found)}; but each quorum of the first list meets each of the second.`,
        };
  }),
};

/** Which groups meet (Howard, Malkhi and Spiegelman, *Flexible Paxos*, 2016). */
export const meeting: readonly QuorumCase[] = [neverWrongly, whenever, finds, findsNothing];

const sameSet =
  (members: NodeSet) =>
  (other: NodeSet): boolean =>
    members.length === other.length && members.every((node) => other.includes(node));
