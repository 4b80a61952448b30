import {
  emptyArray,
  itemAt,
  withItem,
  type Property,
  type SparseArray,
  type Vocabulary,
} from "../../core/index.ts";
import { linearizability, type LinearizabilityMemory } from "../linearizability/monitor.ts";
import type { SequentialSpecification } from "../linearizability/specification.ts";
import type { CommandName } from "./lens.ts";

/** How to see a protocol's clients: what they ask of nodes, and what nodes answer. */
export interface SessionLens<V extends Vocabulary, Operation, Result> {
  readonly asked: (request: V["request"]) => (CommandName & { readonly operation: Operation }) | null;
  readonly answered: (decision: V["decision"]) => (CommandName & { readonly result: Result }) | null;
}

interface SessionMemory<Inner> {
  /** The last command that each client asked for. */
  readonly asked: SparseArray<number>;
  readonly inner: Inner;
}

/**
 * Linearizability for clients that may ask again, at any node, until they are answered: however often a client asks
 * for one command, it is one call.
 */
export function linearizableSessions<V extends Vocabulary, State, Operation, Result>(
  specification: SequentialSpecification<State, Operation, Result>,
  { asked, answered }: SessionLens<V, Operation, Result>,
): Property<V, SessionMemory<LinearizabilityMemory<State, Operation, Result>>> {
  const calls = linearizability<V, State, Operation, Result>(specification, (_node, event) => {
    if (event.kind === "request") {
      const call = asked(event.request);
      return call && { kind: "invoke", call: call.sequence, ...call };
    }
    const answer = event.kind === "decide" ? answered(event.decision) : null;
    return answer && { kind: "return", call: answer.sequence, ...answer };
  });
  return {
    name: calls.name,
    initial: { asked: emptyArray, inner: calls.initial },
    watches: ["request", "decide"],
    observe(memory, node, event) {
      const call = event.kind === "request" ? asked(event.request) : null;
      if (call !== null && call.sequence <= (itemAt(memory.asked, call.client) ?? -1)) return memory;
      const inner = calls.observe(memory.inner, node, event);
      if (call !== null) return { asked: withItem(memory.asked, call.client, call.sequence), inner };
      return inner === memory.inner ? memory : { ...memory, inner };
    },
    violation: ({ inner }) => calls.violation(inner),
  };
}
