import type { Ballot, NodeId } from "paxoslab/core";

/**
 * Which of two ballots is higher: negative if `a` is lower than `b`, positive if it is higher, 0 if they
 * are the same ballot. First the round counts; in one round, the node.
 *
 * This is what many notes on the web do. The test says what is wrong with it.
 */
export function compareBallots(a: Ballot, b: Ballot): number {
  const [left, right] = [`${a.round}_${a.node}`, `${b.round}_${b.node}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A ballot that only node `self` can make, higher than the highest it has `seen` (null: none yet). */
export function nextBallot(self: NodeId, seen: Ballot | null): Ballot {
  // TODO: this one is not always higher, and not only yours.
  return seen ?? { round: 1, node: self };
}

/**
 * Reads a ballot that somebody wrote as text, `"10_3"` for round 10 of node 3.
 *
 * @throws RangeError if the text is not two whole numbers, neither negative, with a `_` between.
 */
export function parseBallot(text: string): Ballot {
  // TODO: read the two numbers.
  return { round: text.length, node: 0 };
}
