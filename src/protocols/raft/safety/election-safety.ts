import {
  emptyArray,
  itemAt,
  withItem,
  type NodeId,
  type Property,
  type SparseArray,
} from "../../../core/index.ts";
import type { Raft } from "../vocabulary.ts";

interface ElectionMemory {
  /** By term, who was seen to lead. */
  readonly leaders: SparseArray<{ readonly node: NodeId }>;
  readonly flaw: string | null;
}

/** Election Safety: at most one leader can be elected in a given term (figure 3). */
export function electionSafety<S, C, R>(): Property<Raft<S, C, R>, ElectionMemory> {
  return {
    name: "election safety",
    initial: { leaders: emptyArray, flaw: null },
    watches: ["send"],
    observe(memory, node, event) {
      const term = event.kind === "send" ? termLed(event.message) : null;
      if (term === null) return memory;
      const known = itemAt(memory.leaders, term)?.node;
      if (known === node) return memory;
      if (known === undefined) return { ...memory, leaders: withItem(memory.leaders, term, { node }) };
      return { ...memory, flaw: `node ${known} and node ${node} both lead term ${term}` };
    },
    violation: ({ flaw }) => flaw,
  };
}

/** By sending it, a server shows that it leads this term; null if it does not show that. */
export function termLed<S, C, R>(message: Raft<S, C, R>["message"]): number | null {
  return message.kind === "append-entries" || message.kind === "install-snapshot" ? message.term : null;
}
