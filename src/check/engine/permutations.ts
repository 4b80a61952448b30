import type { NodeId } from "../../core/index.ts";

/** For each node, the node whose place it takes. */
export type Permutation = readonly NodeId[];

/** All permutations of `everybody` that move only nodes of `group`; the first moves none. */
export function permutationsOf(
  everybody: readonly NodeId[],
  group: readonly NodeId[],
): readonly Permutation[] {
  return arrangementsOf(group).map((places) =>
    everybody.map((node) => (group.includes(node) ? places[group.indexOf(node)]! : node)),
  );
}

export const inverseOf = (permutation: Permutation): Permutation =>
  permutation.map((_, node) => permutation.indexOf(node));

export const isSamePermutation = (a: Permutation, b: Permutation): boolean =>
  a.every((place, node) => b[node] === place);

/** Two permutations of which a third is made: first the one, an exchange of neighbours, then the other. */
export interface Factors {
  readonly first: number;
  readonly next: number;
}

/**
 * Each of the permutations as two simpler ones of the list; null for one that is an exchange of neighbours
 * itself, or that moves nobody.
 */
export function factorsOf(
  permutations: readonly Permutation[],
  group: readonly NodeId[],
): readonly (Factors | null)[] {
  const numberOf = (sought: Permutation): number =>
    permutations.findIndex((permutation) => isSamePermutation(permutation, sought));
  const neighbours = group.toSorted((a, b) => a - b);
  return permutations.map((permutation) => {
    // As in sorting by exchanges: with the two neighbours in order, one inversion fewer is left.
    const index = neighbours.findIndex(
      (node, nth) => permutation[node]! > permutation[neighbours[nth + 1] ?? -1]!,
    );
    if (index === -1) return null;
    const [a, b] = [neighbours[index]!, neighbours[index + 1]!];
    const exchange = permutation.map((_, node) => (node === a ? b : node === b ? a : node));
    const factors = { first: numberOf(exchange), next: numberOf(exchange.map((node) => permutation[node]!)) };
    return isSamePermutation(
      permutations[factors.next]!,
      permutation.map((_, node) => node),
    )
      ? null
      : factors;
  });
}

function arrangementsOf(items: readonly NodeId[]): readonly (readonly NodeId[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    arrangementsOf(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  );
}
