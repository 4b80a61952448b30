import type { NodeId, Property, Vocabulary } from "../../core/index.ts";
import { describeFlaw, seenIn, type Flaw, type LogLens } from "./lens.ts";

interface OrderMemory {
  /** The slot that each node has to apply next, by node; 0 for those not listed. */
  readonly next: readonly number[];
  readonly flaw: Flaw | null;
}

/**
 * No gaps: every node applies the log slot by slot, from the first one on, or from where a state ends that it has taken
 * over. What a crash makes a node forget, it applies again.
 *
 * Whether a state taken over is what those slots make of it, log agreement tells by what comes of the slots after.
 */
export function appliedInOrder<V extends Vocabulary>(lens: LogLens<V>): Property<V, OrderMemory> {
  return {
    name: "slots are applied in order",
    initial: { next: [], flaw: null },
    watches: ["start", "decide"],
    observe(memory, node, event) {
      const next = memory.next[node] ?? 0;
      if (event.kind === "start") return next === 0 ? memory : withNext(memory, node, 0);
      const seen = seenIn(lens, event);
      if (seen === null) return memory;
      const problem = seen.kind === "applied" ? gap(next, seen.slot) : back(next, seen.slot);
      if (problem !== null) return { ...memory, flaw: { node, problem } };
      return withNext(memory, node, seen.kind === "applied" ? seen.slot + 1 : seen.slot);
    },
    violation: ({ flaw }) => describeFlaw(flaw),
  };
}

const gap = (next: number, slot: number): string | null =>
  slot === next ? null : `applied slot ${slot} when slot ${next} was to come`;

const back = (next: number, slot: number): string | null =>
  slot >= next ? null : `went back to the state before slot ${slot}, having applied all before slot ${next}`;

function withNext(memory: OrderMemory, node: NodeId, slot: number): OrderMemory {
  const length = Math.max(memory.next.length, node + 1);
  const next = Array.from({ length }, (_, other) => (other === node ? slot : (memory.next[other] ?? 0)));
  return { ...memory, next };
}
