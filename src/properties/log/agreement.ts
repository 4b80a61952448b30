import {
  emptyArray,
  inWords,
  itemAt,
  sameData,
  withItem,
  type Property,
  type SparseArray,
  type Vocabulary,
} from "../../core/index.ts";
import { describeFlaw, seenIn, type Flaw, type LogLens } from "./lens.ts";

interface AgreementMemory {
  /** The log as it was first applied, whoever did. */
  readonly log: SparseArray<{ readonly entry: unknown }>;
  readonly flaw: Flaw | null;
}

/**
 * Log agreement: no two nodes apply different entries in one slot, nor one node at different times, and the same comes of
 * it everywhere. (State machine safety in the words of Raft's paper, figure 3.)
 */
export function logAgreement<V extends Vocabulary>(lens: LogLens<V>): Property<V, AgreementMemory> {
  return {
    name: "log agreement",
    initial: { log: emptyArray, flaw: null },
    watches: ["decide"],
    observe(memory, node, event) {
      const seen = seenIn(lens, event);
      if (seen?.kind !== "applied") return memory;
      const { slot, entry } = seen;
      const known = itemAt(memory.log, slot);
      if (known === null) return { ...memory, log: withItem(memory.log, slot, { entry }) };
      if (sameData(known.entry, entry)) return memory;
      const [mine, theirs] = [entry, known.entry].map((one) => inWords(one));
      return {
        ...memory,
        flaw: { node, problem: `applied ${mine} in slot ${slot}, where ${theirs} stands` },
      };
    },
    violation: ({ flaw }) => describeFlaw(flaw),
  };
}
