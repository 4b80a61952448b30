import type { NodeSet } from "paxoslab/core";
import type { FastSizes } from "paxoslab/protocols/fast-paxos";

/** The fewest acceptors of `count` that make a fast quorum, if `phase1` of them make a phase-1 quorum. */
export function leastFast(count: number, _phase1: number): number {
  // TODO: "three quarters" is what many notes say. What do they take for granted about phase 1?
  return Math.ceil((3 * count) / 4);
}

/** Whether every choice of quorums of these sizes among `count` acceptors meets as it must. */
export function areSafe(count: number, { phase1, classic, fast }: FastSizes): boolean {
  // TODO: which quorums have to meet, and how many of them at once?
  return phase1 + classic > count && phase1 + fast > count && 2 * fast > count;
}

/** Quorums named one by one. */
export interface Listed {
  readonly phase1: readonly NodeSet[];
  readonly classic: readonly NodeSet[];
  readonly fast: readonly NodeSet[];
}

/** Quorums that have no acceptor in common although they must. */
export type Gap =
  | { readonly kind: "classic"; readonly phase1: NodeSet; readonly classic: NodeSet }
  | { readonly kind: "fast"; readonly phase1: NodeSet; readonly first: NodeSet; readonly second: NodeSet };

/** A gap in these quorums, or null if there is none. */
export function findGap({ phase1, classic, fast }: Listed): Gap | null {
  // TODO: two at a time is not enough.
  for (const asked of phase1) {
    for (const quorum of [...classic, ...fast]) {
      if (!quorum.some((node) => asked.includes(node))) {
        return { kind: "classic", phase1: asked, classic: quorum };
      }
    }
  }
  return null;
}
