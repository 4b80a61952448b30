import {
  emptyArray,
  itemAt,
  withItem,
  type Property,
  type SparseArray,
  type Vocabulary,
} from "../../core/index.ts";
import { describeFlaw, type Flaw } from "./lens.ts";

/** How to see the money in a replicated account book: what a node says of it by deciding this; null if nothing. */
export type MoneyLens<V extends Vocabulary> = (decision: V["decision"]) => MoneyEvent | null;

export type MoneyEvent =
  | { readonly kind: "applied"; readonly slot: number; readonly entries: readonly MoneyEntry[] }
  /** The node has taken over the book as all slots below this one have left it. */
  | { readonly kind: "restored"; readonly slot: number; readonly total: number };

export interface MoneyEntry {
  /** What has come into the book by this entry, or gone out of it if negative. */
  readonly growth: number;
  /** What all accounts together are said to hold at this point; null if nothing is said. */
  readonly total: number | null;
}

interface MoneyMemory {
  /** By slot, what the book must hold before it. */
  readonly before: SparseArray<number>;
  /** The first slot that no node has applied yet. */
  readonly frontier: number;
  readonly flaw: Flaw | null;
}

/**
 * Money is neither made nor lost: at any place in the log, all accounts together hold what has been paid in, opening
 * balances included, less what has been paid out.
 *
 * It looks at whoever is the first to apply a slot, and at all who take a book over.
 */
export function moneyConserved<V extends Vocabulary>(lens: MoneyLens<V>): Property<V, MoneyMemory> {
  return {
    name: "money is neither made nor lost",
    initial: { before: withItem(emptyArray as SparseArray<number>, 0, 0), frontier: 0, flaw: null },
    watches: ["decide"],
    observe(memory, node, event) {
      const seen = event.kind === "decide" ? lens(event.decision) : null;
      if (seen === null) return memory;
      const due = itemAt(memory.before, seen.slot);
      if (seen.kind === "restored") {
        if (due === null || due === seen.total) return memory;
        return {
          ...memory,
          flaw: { node, problem: miscounted(seen.total, due, `before slot ${seen.slot}`) },
        };
      }
      if (due === null || seen.slot < memory.frontier) return memory;
      let sum = due;
      for (const { growth, total } of seen.entries) {
        sum += growth;
        if (total === null || total === sum) continue;
        return { ...memory, flaw: { node, problem: miscounted(total, sum, `in slot ${seen.slot}`) } };
      }
      const frontier = seen.slot + 1;
      return { ...memory, frontier, before: withItem(memory.before, frontier, sum) };
    },
    violation: ({ flaw }) => describeFlaw(flaw),
  };
}

const miscounted = (total: number, due: number, where: string): string =>
  `finds ${total} in all accounts together ${where}, where ${due} have been paid in and not out`;
