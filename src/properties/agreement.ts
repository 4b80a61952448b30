import { sameData, type NodeId, type Property, type Vocabulary } from "../core/index.ts";

interface AgreementMemory {
  readonly decided: Decided | null;
  readonly other: (Decided & { readonly node: NodeId }) | null;
}

interface Decided {
  readonly value: unknown;
}

/**
 * Agreement: no two nodes decide different values, and no node decides twice differently.
 *
 * It remembers the value decided and not by whom: who was first makes no difference to what may follow, and
 * the model checker would have to look at the same future once for each of them.
 */
export function agreement<
  V extends Vocabulary & { readonly decision: { readonly value: unknown } },
>(): Property<V, AgreementMemory> {
  return agreementOn<V>(({ value }) => value);
}

/** The same for protocols that must agree on something else in a decision: an outcome, a leader. */
export function agreementOn<V extends Vocabulary>(
  subject: (decision: V["decision"]) => unknown,
): Property<V, AgreementMemory> {
  return {
    name: "agreement",
    initial: { decided: null, other: null },
    watches: ["decide"],
    observe(memory, node, event) {
      if (event.kind !== "decide") return memory;
      const value = subject(event.decision);
      if (memory.decided === null) return { ...memory, decided: { value } };
      return sameData(memory.decided.value, value) ? memory : { ...memory, other: { node, value } };
    },
    violation({ decided, other }) {
      if (decided === null || other === null) return null;
      return (
        `node ${other.node} decided ${JSON.stringify(other.value)} ` +
        `after ${JSON.stringify(decided.value)} had been decided`
      );
    },
  };
}
