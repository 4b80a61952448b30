import type { NodeSet } from "paxoslab/core";
import type { FastSizes } from "paxoslab/protocols/fast-paxos";

/**
 * The least whole number q with `phase1 + 2q > 2 · count`: more than half of what phase 1 leaves of twice the acceptors. With a
 * majority in phase 1 that comes to three quarters, rounded up.
 */
export function leastFast(count: number, phase1: number): number {
  return Math.floor((2 * count - phase1) / 2) + 1;
}

/**
 * Two groups need not meet if all their members fit side by side. For three groups to have nobody in common, everybody must be
 * missing from at least one of them: `(count - phase1) + 2 · (count - fast) >= count`, which is the second line turned round.
 *
 * That two fast quorums meet, and a fast and a phase-1 quorum, follows from it. Two classic quorums need not.
 */
export function areSafe(count: number, { phase1, classic, fast }: FastSizes): boolean {
  return phase1 + classic > count && phase1 + 2 * fast > 2 * count;
}

export interface Listed {
  readonly phase1: readonly NodeSet[];
  readonly classic: readonly NodeSet[];
  readonly fast: readonly NodeSet[];
}

export type Gap =
  | { readonly kind: "classic"; readonly phase1: NodeSet; readonly classic: NodeSet }
  | { readonly kind: "fast"; readonly phase1: NodeSet; readonly first: NodeSet; readonly second: NodeSet };

/**
 * Every pair of a phase-1 and a classic quorum, every triple of a phase-1 quorum and two fast ones. The two may be the same
 * quorum: a fast quorum that does not meet a phase-1 quorum is a gap too.
 */
export function findGap({ phase1, classic, fast }: Listed): Gap | null {
  for (const asked of phase1) {
    const apart = classic.find((quorum) => common(asked, quorum).length === 0);
    if (apart !== undefined) return { kind: "classic", phase1: asked, classic: apart };
    for (const first of fast) {
      const second = fast.find((other) => common(common(asked, first), other).length === 0);
      if (second !== undefined) return { kind: "fast", phase1: asked, first, second };
    }
  }
  return null;
}

const common = (a: NodeSet, b: NodeSet): NodeSet => a.filter((node) => b.includes(node));
