import { microseconds, milliseconds, type Duration } from "../../core/index.ts";
import type { Compression, Encoding } from "../../wire/index.ts";
import type { SeededOptions } from "../scenario.ts";

/** A replicated key-value store, and clients who ask for the next thing as soon as they are answered. */
export interface ThroughputOptions extends SeededOptions {
  readonly nodes: number;
  /** Each with one command under way. Too few of them, and nothing else is ever at its limit. */
  readonly clients: number;
  /** How many commands a slot takes at most. */
  readonly batch: number;
  /** How long a batch that is not full waits for more. */
  readonly delay: Duration;
  /** Pipelining: how many slots may be under way at once. */
  readonly window: number;
  /** How long messages wait for others to share their packet; null sends each message on its own. */
  readonly packing: Duration | null;
  /** What the parts of a step cost. */
  readonly work: WorkCosts;
  /** From node to node, and from client to node; one way. */
  readonly latency: Duration;
  /** By how much a message may take longer, each as long as chance has it. */
  readonly jitter: Duration;
  /** How long nothing is measured, until all are in their stride. */
  readonly warmUp: Duration;
  /** How long is measured. */
  readonly length: Duration;
  /** Count bytes, of messages encoded and compressed like this; null saves the time that takes. */
  readonly wire: { readonly encoding: Encoding; readonly compression: Compression } | null;
}

export interface WorkCosts {
  readonly handle: Duration;
  readonly send: Duration;
  readonly persist: Duration;
}

/** Five machines in one building, with solid-state drives: round numbers, to be varied. */
export const throughputDefaults: ThroughputOptions = {
  seed: 1,
  nodes: 5,
  clients: 1_000,
  batch: 64,
  delay: 0,
  window: 16,
  packing: null,
  work: { handle: microseconds(10), send: microseconds(5), persist: microseconds(100) },
  latency: microseconds(500),
  jitter: microseconds(100),
  warmUp: milliseconds(200),
  length: milliseconds(500),
  wire: null,
};
