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
import { describeFlaw, type CommandName, type Flaw } from "./lens.ts";

/** How to see what clients ask for, and what nodes execute. */
export interface AskedLens<V extends Vocabulary> {
  readonly asked: (request: V["request"]) => (CommandName & { readonly operation: unknown }) | null;
  readonly executed: (
    decision: V["decision"],
  ) => readonly (CommandName & { readonly command: unknown })[] | null;
}

interface AskedMemory {
  /** By client and number. */
  readonly asked: SparseArray<SparseArray<{ readonly operation: unknown }>>;
  readonly flaw: Flaw | null;
}

/** Validity of a log: only what a client has asked for is executed, and as it asked for it. */
export function onlyAskedExecuted<V extends Vocabulary>(lens: AskedLens<V>): Property<V, AskedMemory> {
  return {
    name: "only what clients asked for is executed",
    initial: { asked: emptyArray, flaw: null },
    watches: ["request", "decide"],
    observe(memory, node, event) {
      if (event.kind === "request") {
        const wish = lens.asked(event.request);
        if (wish === null) return memory;
        const { client, sequence, operation } = wish;
        const before = itemAt(memory.asked, client) ?? emptyArray;
        if (itemAt(before, sequence) !== null) return memory;
        return {
          ...memory,
          asked: withItem(memory.asked, client, withItem(before, sequence, { operation })),
        };
      }
      const executed = event.kind === "decide" ? lens.executed(event.decision) : null;
      const invented = executed?.find(({ client, sequence, command }) => {
        const wish = itemAt(itemAt(memory.asked, client) ?? emptyArray, sequence);
        return wish === null || !sameData(wish.operation, command);
      });
      if (invented === undefined) return memory;
      const what = `${inWords(invented.command)} as client ${invented.client}'s command ${invented.sequence}`;
      return { ...memory, flaw: { node, problem: `executed ${what}, which the client did not ask for` } };
    },
    violation: ({ flaw }) => describeFlaw(flaw),
  };
}
