import type { NodeId } from "./node-id.ts";

/**
 * A set of nodes as a sorted list without duplicates.
 *
 * Sorted, so that the same set is the same data whatever the order in which it was gathered: two
 * such states of a protocol are then one state to the model checker.
 */
export type NodeSet = readonly NodeId[];

/** The set with `node` in it; the very same list if it was there already. */
export function withNode(set: NodeSet, node: NodeId): NodeSet {
  let position = set.length;
  while (position > 0 && set[position - 1]! > node) position--;
  if (set[position - 1] === node) return set;
  return set.toSpliced(position, 0, node);
}
