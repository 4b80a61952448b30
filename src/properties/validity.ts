import { compareData, sameData, type NodeId, type Property, type Vocabulary } from "../core/index.ts";

interface ValidityMemory {
  /** Sorted: in which order they were proposed makes no difference to what may follow. */
  readonly proposed: readonly unknown[];
  readonly invented: { readonly node: NodeId; readonly value: unknown } | null;
}

type Proposing = Vocabulary & {
  readonly request: { readonly value: unknown };
  readonly decision: { readonly value: unknown };
};

/** Validity (nontriviality): only a value that some client proposed is ever decided. */
export function validity<V extends Proposing>(): Property<V, ValidityMemory> {
  return {
    name: "validity",
    initial: { proposed: [], invented: null },
    watches: ["request", "decide"],
    observe(memory, node, event) {
      if (event.kind === "request") {
        const { value } = event.request;
        if (isProposed(memory, value)) return memory;
        return { ...memory, proposed: [...memory.proposed, value].sort(compareData) };
      }
      if (event.kind !== "decide") return memory;
      const { value } = event.decision;
      return isProposed(memory, value) ? memory : { ...memory, invented: { node, value } };
    },
    violation({ invented }) {
      if (invented === null) return null;
      return `node ${invented.node} decided ${JSON.stringify(invented.value)}, which nobody proposed`;
    },
  };
}

const isProposed = ({ proposed }: ValidityMemory, value: unknown): boolean =>
  proposed.some((other) => sameData(other, value));
