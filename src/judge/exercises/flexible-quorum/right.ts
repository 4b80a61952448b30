import type { NodeSet } from "../../../core/index.ts";
import type { FlexibleQuorumModule, Gap, Listed, Sizes, Target } from "./port.ts";

function areSafe(count: number, { phase1, phase2 }: Sizes): boolean {
  return phase1 + phase2 > count;
}

function leastPhase2(count: number, phase1: number): number {
  return count - phase1 + 1;
}

function findGap({ phase1, phase2 }: Listed): Gap | null {
  for (const asked of phase1) {
    const apart = phase2.find((quorum) => !quorum.some((node) => asked.includes(node)));
    if (apart !== undefined) return { phase1: asked, phase2: apart };
  }
  return null;
}

function grid(rows: number, columns: number): Listed {
  const across = Array.from({ length: columns }, (_, column) => column);
  const down = Array.from({ length: rows }, (_, row) => row);
  return {
    phase1: down.map((row) => across.map((column) => row * columns + column)),
    phase2: across.map((column) => down.map((row) => row * columns + column)),
  };
}

function goesOn(quorums: readonly NodeSet[], down: NodeSet): boolean {
  return quorums.some((quorum) => !quorum.some((node) => down.includes(node)));
}

function tolerates(quorums: readonly NodeSet[]): number {
  return fewestToStrike(quorums) - 1;
}

function fewestToStrike([first, ...others]: readonly NodeSet[]): number {
  if (first === undefined) return 0;
  const strikes = first.map((node) => 1 + fewestToStrike(others.filter((quorum) => !quorum.includes(node))));
  return Math.min(...strikes);
}

function cheapest(count: number, { steady, takeover }: Target): Sizes | null {
  const sizes = { phase1: count - takeover, phase2: takeover + 1 };
  return sizes.phase2 <= count - steady ? sizes : null;
}

export const meet = (one: NodeSet, other: NodeSet): boolean => one.some((node) => other.includes(node));

export const rightFlexibleQuorum: FlexibleQuorumModule = {
  areSafe,
  leastPhase2,
  findGap,
  grid,
  goesOn,
  tolerates,
  cheapest,
};
