import type { NodeSet } from "paxoslab/core";

/** The smallest whole number that is more than half of `count`. */
export function majoritySize(count: number): number {
  // TODO: half of the corporators is not yet a majority.
  return Math.ceil(count / 2);
}

/** How many of `count` acceptors may be down while the others still make up a majority. */
export function crashesTolerated(count: number): number {
  // TODO: this is what many notes say. Try it with 4.
  return Math.floor(count / 2);
}

/**
 * Whether *every* group of `first` acceptors shares at least one with *every* group of `second`
 * acceptors, when there are `count` acceptors in all.
 */
export function mustMeet(first: number, second: number, count: number): boolean {
  // TODO: count the acceptors that two groups without a common member would need.
  return first > count / 2 || second > count / 2;
}

/** Two quorums, one of each phase, without a common acceptor. */
export interface DisjointPair {
  readonly phase1: NodeSet;
  readonly phase2: NodeSet;
}

/** A phase-1 and a phase-2 quorum of these lists that share no acceptor, or null if every pair meets. */
export function findDisjoint(phase1: readonly NodeSet[], phase2: readonly NodeSet[]): DisjointPair | null {
  // TODO: look at every pair.
  return phase1.length === phase2.length ? null : { phase1: phase1[0] ?? [], phase2: phase2[0] ?? [] };
}
