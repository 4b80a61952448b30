import type { NodeId } from "./node-id.ts";
import type { Effect, Input, Vocabulary } from "./protocol.ts";

/** What an observer outside can see of one node: what comes in and what it does. */
export type Observation<V extends Vocabulary> = Input<V> | Effect<V>;

/**
 * Something that must always hold, as a fold over everything observed.
 *
 * The memory is plain data and never changed in place, so that the simulator can carry it along a run
 * and the model checker can make it part of a state. It sees inputs and effects, never inside a
 * node: a crash that wipes a node's memory does not wipe the observer's.
 */
export interface Property<V extends Vocabulary, Memory = unknown> {
  readonly name: string;
  readonly initial: Memory;
  /**
   * The kinds of events it looks at; by default all. The shorter the list, the more steps the model checker
   * knows to make no difference.
   */
  readonly watches?: readonly Observation<V>["kind"][];
  /** The memory after one observation at one node; the same reference if it taught nothing. */
  observe(memory: Memory, node: NodeId, event: Observation<V>): Memory;
  /** What is wrong, in one sentence, or null. Asked whenever the memory has changed. */
  violation(memory: Memory): string | null;
}
