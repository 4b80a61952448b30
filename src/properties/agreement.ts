import { sameData, type NodeId, type Property, type Vocabulary } from "../core/index.ts";

interface FirstDecision {
  readonly node: NodeId;
  readonly value: unknown;
}

interface AgreementMemory {
  readonly first: FirstDecision | null;
  readonly other: FirstDecision | null;
}

/** Agreement: no two nodes decide different values, and no node decides twice differently. */
export function agreement<
  V extends Vocabulary & { readonly decision: { readonly value: unknown } },
>(): Property<V, AgreementMemory> {
  return {
    name: "agreement",
    initial: { first: null, other: null },
    observe(memory, node, event) {
      if (event.kind !== "decide") return memory;
      const decided = { node, value: event.decision.value };
      if (memory.first === null) return { first: decided, other: null };
      return sameData(memory.first.value, decided.value) ? memory : { ...memory, other: decided };
    },
    violation({ first, other }) {
      if (first === null || other === null) return null;
      return (
        `node ${first.node} decided ${JSON.stringify(first.value)} ` +
        `and node ${other.node} decided ${JSON.stringify(other.value)}`
      );
    },
  };
}
