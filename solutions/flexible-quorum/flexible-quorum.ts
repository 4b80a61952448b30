import type { NodeSet } from "paxoslab/core";

export interface Sizes {
  readonly phase1: number;
  readonly phase2: number;
}

export interface Listed {
  readonly phase1: readonly NodeSet[];
  readonly phase2: readonly NodeSet[];
}

export interface Gap {
  readonly phase1: NodeSet;
  readonly phase2: NodeSet;
}

export interface Target {
  readonly steady: number;
  readonly takeover: number;
}

/**
 * Whoever takes over must hear of what was chosen: a phase-1 quorum meets every phase-2 quorum, and that is all. Two groups
 * need not meet if all their members fit side by side.
 *
 * Two phase-2 quorums need not: within a ballot there is one value, and between ballots phase 1 sees to it.
 */
export function areSafe(count: number, { phase1, phase2 }: Sizes): boolean {
  return phase1 + phase2 > count;
}

/** One more than can be missing from a phase-1 quorum. */
export function leastPhase2(count: number, phase1: number): number {
  return count - phase1 + 1;
}

export function findGap({ phase1, phase2 }: Listed): Gap | null {
  for (const asked of phase1) {
    const apart = phase2.find((quorum) => !quorum.some((node) => asked.includes(node)));
    if (apart !== undefined) return { phase1: asked, phase2: apart };
  }
  return null;
}

/** A row and a column cross in one acceptor, wherever they are. */
export function grid(rows: number, columns: number): Listed {
  const across = Array.from({ length: columns }, (_, column) => column);
  const down = Array.from({ length: rows }, (_, row) => row);
  return {
    phase1: down.map((row) => across.map((column) => row * columns + column)),
    phase2: across.map((column) => down.map((row) => row * columns + column)),
  };
}

export function goesOn(quorums: readonly NodeSet[], down: NodeSet): boolean {
  return quorums.some((quorum) => !quorum.some((node) => down.includes(node)));
}

/** One less than it takes to strike every quorum. */
export function tolerates(quorums: readonly NodeSet[]): number {
  return fewestToStrike(quorums) - 1;
}

/** Some member of the first quorum has to be struck; then those it is no member of. */
function fewestToStrike([first, ...others]: readonly NodeSet[]): number {
  if (first === undefined) return 0;
  const strikes = first.map((node) => 1 + fewestToStrike(others.filter((quorum) => !quorum.includes(node))));
  return Math.min(...strikes);
}

/**
 * With `takeover` down, those left must be a phase-1 quorum, so that it has at most `count - takeover`; then a phase-2 quorum
 * has at least one more than `takeover`. With `steady` down, those left must be one.
 */
export function cheapest(count: number, { steady, takeover }: Target): Sizes | null {
  const sizes = { phase1: count - takeover, phase2: takeover + 1 };
  return sizes.phase2 <= count - steady ? sizes : null;
}
