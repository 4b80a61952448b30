import type { Census } from "./census.ts";

/**
 * What the search explores: states as vectors of small whole numbers, and the steps between them.
 *
 * Protocols on a network are one space ({@link ProtocolSpace}); a specification over shared variables
 * is another. The search knows nothing of either.
 */
export interface Space<Step> {
  /** Offers the initial states to the sink. */
  begin(sink: Sink): void;
  /** Offers every state that one step leads to from `vector`. */
  expand(vector: Int32Array, length: number, sink: Sink): void;
  /**
   * A run from an initial state, in plain data: each step by the two numbers by which it was offered. The
   * last need not have been offered.
   */
  script(steps: readonly NumberedStep[]): readonly Step[];
  readonly census: Census;
  /** Roughly what the space itself remembers. */
  readonly bytes: number;
}

export interface NumberedStep {
  readonly how: number;
  readonly what: number;
}

/** Where a space puts what it finds. */
export interface Sink {
  /**
   * A state reached by the step (`how`, `what`); the vector is copied if it is kept. `hash` must be the
   * same for equal vectors.
   */
  offer(vector: Int32Array, length: number, hash: number, how: number, what: number): void;
  /** A step not taken, because it leads out of bounds. */
  outside(): void;
  /** The step just offered breaks a property. */
  broken(property: string, problem: string): void;
  /** The step just offered is one of those to be seen at least once, one bit each. */
  sighted(bits: number): void;
}
