import { formatBallot, type Ballot, type NodeId, type Random } from "../../../core/index.ts";
import { occasions } from "../../occasions.ts";
import type { BallotsCalls } from "./port.ts";

/** Rounds of one digit up to those of a clock's milliseconds. */
export function anyRound(random: Random): number {
  const digits = random.pick([1, 1, 2, 2, 3, 4, 7, 10, 13]);
  return random.integer(10 ** (digits - 1), 10 ** digits - 1);
}

/** Corporators, for the most part. */
export const anyNode = (random: Random): NodeId =>
  random.pick([0, random.integer(1, 9), random.integer(10, 226), random.integer(1_000, 99_999)]);

export const anyBallot = (random: Random): Ballot => ({ round: anyRound(random), node: anyNode(random) });

/** Two different ballots: of different rounds, or (now and then) of one. */
interface Pair {
  readonly low: Ballot;
  readonly high: Ballot;
}

export const onRounds = occasions<BallotsCalls, Pair>((random) => {
  const [first, second] = twoNumbers(random);
  const [a, b] = twoNumbers(random).reverse();
  // The node of the lower round is the higher one as often as not.
  const nodes = random.shuffle([a!, b!, a!]);
  return { low: { round: first!, node: nodes[0]! }, high: { round: second!, node: nodes[1]! } };
}, 15);

export const onNodes = occasions<BallotsCalls, Pair>((random) => {
  const round = anyRound(random);
  const [first, second] = twoNumbers(random);
  return { low: { round, node: first! }, high: { round, node: second! } };
}, 15);

/** Two numbers, the lower one first; text puts the higher one first every other time. */
function twoNumbers(random: Random): number[] {
  if (random.chance(0.5)) {
    const tens = 10 ** random.integer(1, 4);
    return [random.integer(tens / 10 + 1, tens - 1), random.integer(tens, tens + tens / 10)];
  }
  const a = anyNode(random);
  return [a, a + random.pick([1, 2, 9, 1_000])];
}

export const say = (ballot: Ballot | null): string =>
  ballot === null ? "nothing" : `ballot ${formatBallot(ballot)}`;
