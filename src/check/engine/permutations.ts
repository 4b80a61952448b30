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

function arrangementsOf(items: readonly NodeId[]): readonly (readonly NodeId[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    arrangementsOf(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  );
}
