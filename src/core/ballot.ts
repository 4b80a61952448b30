import type { NodeId } from "./node-id.ts";

/**
 * A numbered attempt to get a value chosen (the "proposal number" of *Paxos Made Simple*, the
 * "ballot number" of *The Part-Time Parliament*).
 *
 * Two proposers can never use the same ballot, because each puts its own id in it; and any two
 * ballots compare, first by round, then by node.
 */
export interface Ballot {
  readonly round: number;
  readonly node: NodeId;
}

/** Negative if `a` is lower than `b`, positive if higher, 0 if they are the same ballot. */
export function compareBallots(a: Ballot, b: Ballot): number {
  return a.round === b.round ? a.node - b.node : a.round - b.round;
}

export function sameBallot(a: Ballot, b: Ballot): boolean {
  return a.round === b.round && a.node === b.node;
}

/** Whether `a` is higher than `b`; every ballot is higher than none at all (`null`). */
export function isAbove(a: Ballot, b: Ballot | null): boolean {
  return b === null || compareBallots(a, b) > 0;
}

/** The higher of two ballots; `null` stands for "none yet". */
export function highestBallot(a: Ballot | null, b: Ballot | null): Ballot | null {
  if (a === null) return b;
  if (b === null) return a;
  return compareBallots(a, b) >= 0 ? a : b;
}

/** The ballot of `node` in the round after the highest ballot it has `seen`. */
export function nextBallot(node: NodeId, seen: Ballot | null): Ballot {
  return { round: (seen?.round ?? 0) + 1, node };
}

/** `2.1` for round 2 of node 1. For people only: text does not sort as ballots do ("9.0" > "10.0"). */
export function formatBallot(ballot: Ballot | null): string {
  return ballot === null ? "none" : `${ballot.round}.${ballot.node}`;
}
