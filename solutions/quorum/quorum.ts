import type { NodeSet } from "paxoslab/core";

/** Rounding half down and adding one is right for odd and even numbers: 3 of 5, 3 of 4, 114 of 227. */
export function majoritySize(count: number): number {
  return Math.floor(count / 2) + 1;
}

/** Whoever is not needed for a majority may be down: 2 of 5, but 1 of 4 (half of four is no majority). */
export function crashesTolerated(count: number): number {
  return count - majoritySize(count);
}

/**
 * Two groups without a common member need `first + second` different acceptors (the pigeonhole
 * principle). If there are not that many, every two groups meet; if there are, two that do not can be
 * picked.
 */
export function mustMeet(first: number, second: number, count: number): boolean {
  return first + second > count;
}

export interface DisjointPair {
  readonly phase1: NodeSet;
  readonly phase2: NodeSet;
}

/** Only phase 1 against phase 2: safety does not ask two quorums of one phase to meet. */
export function findDisjoint(phase1: readonly NodeSet[], phase2: readonly NodeSet[]): DisjointPair | null {
  for (const first of phase1) {
    const second = phase2.find((quorum) => !quorum.some((node) => first.includes(node)));
    if (second !== undefined) return { phase1: first, phase2: second };
  }
  return null;
}
