import type { NodeId } from "../core/index.ts";

/**
 * Nodes that may change places: if all of them are given each other's ids, in one permutation throughout
 * a state, then the same can happen as before, under the new ids.
 *
 * The search then keeps one state of each class of such states. With three acceptors that are up to six
 * times fewer, with five up to 120 times.
 */
export interface Symmetry {
  /** At least two, and at most five. They are asked nothing. */
  readonly nodes: readonly NodeId[];
  /**
   * The keys under which ids of these nodes stand: in states, messages and disks, at any depth, and in what
   * the properties remember. Under each is one id, a sorted set of ids, or null.
   */
  readonly idsUnder: readonly string[];
}

/** What a model says of its symmetry is not so. */
export class SymmetryError extends Error {
  override readonly name = "SymmetryError";
}
