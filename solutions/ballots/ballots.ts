import type { Ballot, NodeId } from "paxoslab/core";

/** Numbers compared as numbers, the more important one first: that is what makes the order total. */
export function compareBallots(a: Ballot, b: Ballot): number {
  return a.round === b.round ? a.node - b.node : a.round - b.round;
}

/**
 * One round above everything seen, so it is higher; with one's own id in it, so that nobody else can
 * ever make the same. (A node with a higher id than the one seen could stay in that round; one rule for
 * all is simpler.)
 */
export function nextBallot(self: NodeId, seen: Ballot | null): Ballot {
  return { round: (seen?.round ?? 0) + 1, node: self };
}

/** Text is for people and for the wire; it becomes two numbers before anything is compared. */
export function parseBallot(text: string): Ballot {
  const match = /^(\d+)_(\d+)$/.exec(text);
  if (match === null)
    throw new RangeError(`A ballot is written "round_node", such as "10_3"; got "${text}".`);
  return { round: Number(match[1]), node: Number(match[2]) };
}
