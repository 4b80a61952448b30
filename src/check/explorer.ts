import type { Vocabulary } from "../core/index.ts";
import type { Report } from "./report.ts";

/**
 * A breadth-first search under way. Whoever drives it decides how long it may think at a time, shows
 * progress in between, and may stop with what has been found so far.
 */
export interface Explorer<V extends Vocabulary> {
  /**
   * Expands up to so many more states. True if there is still something to do.
   *
   * @throws StepFault if the protocol's code breaks its contract.
   */
  advance(states: number): boolean;
  /** What has been found so far. */
  report(): Report<V>;
}
