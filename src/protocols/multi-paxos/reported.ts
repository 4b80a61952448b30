import { isAbove, itemAt, withItem, type SparseArray } from "../../core/index.ts";
import type { Proposal, SlotProposal } from "./values.ts";

/** Of each slot's proposals, the one with the highest ballot. */
export function merged<C>(
  reported: SparseArray<Proposal<C>>,
  more: readonly SlotProposal<C>[],
): SparseArray<Proposal<C>> {
  let highest = reported;
  for (const { slot, ballot, value } of more) {
    if (isAbove(ballot, itemAt(highest, slot)?.ballot ?? null))
      highest = withItem(highest, slot, { ballot, value });
  }
  return highest;
}
