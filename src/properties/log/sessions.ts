import {
  emptyArray,
  endOf,
  itemAt,
  withItem,
  type Observation,
  type Property,
  type SparseArray,
  type Vocabulary,
} from "../../core/index.ts";
import { historyFrom, type History, type HistoryEvent } from "../linearizability/history.ts";
import { linearizability, type LinearizabilityMemory } from "../linearizability/monitor.ts";
import type { SequentialSpecification } from "../linearizability/specification.ts";
import type { CommandName } from "./lens.ts";

/** How to see a protocol's clients: what they ask of nodes, and what nodes answer. */
export interface SessionLens<V extends Vocabulary, Operation, Result> {
  readonly asked: (request: V["request"]) => (CommandName & { readonly operation: Operation }) | null;
  readonly answered: (decision: V["decision"]) => (CommandName & { readonly result: Result }) | null;
}

/** The commands that each client has asked for, by client and number. */
type Asked = SparseArray<SparseArray<true>>;

interface SessionMemory<Inner> {
  readonly asked: Asked;
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
  lens: SessionLens<V, Operation, Result>,
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
      const { asked, call: decision } = callIn(event, memory.asked, lens);
      if (decision === null) return memory;
      const inner = calls.observe(memory.inner, node, { kind: "decide", decision });
      return asked === memory.asked && inner === memory.inner ? memory : { asked, inner };
    },
    violation: ({ inner }) => calls.violation(inner),
  };
}

/**
 * The calls of such clients in a whole course of events, for `checkLinearizability`. Long ones are judged much sooner so:
 * looking back, a command that nobody was told about is a small matter, and not one that halves or doubles what may be.
 */
export function sessionHistory<V extends Vocabulary, Operation, Result>(
  lens: SessionLens<V, Operation, Result>,
  observed: Iterable<Told<V>>,
): History<Operation, Result> {
  const calls: HistoryEvent<Operation, Result>[] = [];
  let asked: Asked = emptyArray;
  for (const event of observed) {
    const seen = callIn(event, asked, lens);
    asked = seen.asked;
    if (seen.call !== null) calls.push(seen.call);
  }
  return historyFrom(calls);
}

/** What passes between nodes and clients. */
type Told<V extends Vocabulary> = Extract<Observation<V>, { readonly kind: "request" | "decide" }>;

/** The event as that of a client which asks for everything once. */
function callIn<V extends Vocabulary, Operation, Result>(
  event: Observation<V>,
  asked: Asked,
  lens: SessionLens<V, Operation, Result>,
): { readonly asked: Asked; readonly call: HistoryEvent<Operation, Result> | null } {
  const answer = event.kind === "decide" ? lens.answered(event.decision) : null;
  if (answer !== null) {
    const { client, sequence, result } = answer;
    return { asked, call: { kind: "return", call: sequence, client, result } };
  }
  const wish = event.kind === "request" ? lens.asked(event.request) : null;
  const before = wish === null ? null : (itemAt(asked, wish.client) ?? emptyArray);
  if (wish === null || before === null || itemAt(before, wish.sequence) !== null)
    return { asked, call: null };
  const { client, sequence, operation } = wish;
  return {
    asked: withItem(asked, client, withItem<true>(before, sequence, true)),
    call: { kind: "invoke", call: sequence, operation, client: sequence < endOf(before) ? nobody : client },
  };
}
