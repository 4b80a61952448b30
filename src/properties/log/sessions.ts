import {
  emptyArray,
  endOf,
  itemAt,
  withItem,
  type Property,
  type SparseArray,
  type Vocabulary,
} from "../../core/index.ts";
import type { HistoryEvent } from "../linearizability/history.ts";
import { linearizability, type LinearizabilityMemory } from "../linearizability/monitor.ts";
import type { SequentialSpecification } from "../linearizability/specification.ts";
import type { CommandName } from "./lens.ts";

/** How to see a protocol's clients: what they ask of nodes, and what nodes answer. */
export interface SessionLens<V extends Vocabulary, Operation, Result> {
  readonly asked: (request: V["request"]) => (CommandName & { readonly operation: Operation }) | null;
  readonly answered: (decision: V["decision"]) => (CommandName & { readonly result: Result }) | null;
}

interface SessionMemory<Inner> {
  /** The commands that each client has asked for, by client and number. */
  readonly asked: SparseArray<SparseArray<true>>;
  readonly inner: Inner;
}

/** In whose name commands are counted that reach a node when their client has gone on already. */
const nobody = -1;

/**
 * Linearizability for clients that may ask again, at any node, until they are answered: however often a client asks
 * for one command, it is one call.
 *
 * A command that was held up on its way, until its client had gone on to a later one, may still take effect.
 */
export function linearizableSessions<V extends Vocabulary, State, Operation, Result>(
  specification: SequentialSpecification<State, Operation, Result>,
  { asked, answered }: SessionLens<V, Operation, Result>,
): Property<V, SessionMemory<LinearizabilityMemory<State, Operation, Result>>> {
  type Calls = Vocabulary & { readonly decision: HistoryEvent<Operation, Result> };
  const calls = linearizability<Calls, State, Operation, Result>(specification, (_node, event) =>
    event.kind === "decide" ? event.decision : null,
  );
  return {
    name: calls.name,
    initial: { asked: emptyArray, inner: calls.initial },
    watches: ["request", "decide"],
    observe(memory, node, event) {
      const see = (decision: HistoryEvent<Operation, Result>) =>
        calls.observe(memory.inner, node, { kind: "decide", decision });
      const answer = event.kind === "decide" ? answered(event.decision) : null;
      if (answer !== null) {
        const inner = see({ kind: "return", call: answer.sequence, ...answer });
        return inner === memory.inner ? memory : { ...memory, inner };
      }
      const call = event.kind === "request" ? asked(event.request) : null;
      if (call === null) return memory;
      const before = itemAt(memory.asked, call.client) ?? emptyArray;
      if (itemAt(before, call.sequence) !== null) return memory;
      const client = call.sequence < endOf(before) ? nobody : call.client;
      return {
        asked: withItem(memory.asked, call.client, withItem<true>(before, call.sequence, true)),
        inner: see({ kind: "invoke", call: call.sequence, operation: call.operation, client }),
      };
    },
    violation: ({ inner }) => calls.violation(inner),
  };
}
