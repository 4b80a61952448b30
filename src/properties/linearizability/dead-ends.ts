import { none, type Progress } from "./progress.ts";
import type { Timeline } from "./timeline.ts";

/** How the tasks stand to the states that are not told; by task, 1 for yes. */
export interface UntoldTasks {
  /** Whether the task must take effect, and cannot in an untold state. */
  readonly isStuck: Uint8Array;
  /** Whether it may lead from an untold state to one that is told. */
  readonly isEscape: Uint8Array;
}

/**
 * Sees from afar that an untold state leads nowhere: some task cannot take effect in it and is due before anything that
 * could lead out of it is invoked. Otherwise every set of tasks in between would be tried first.
 */
export class DeadEnds {
  readonly #time: Timeline;
  /** By rank of return: the first stuck task's rank from there on. */
  readonly #stuckFrom: Int32Array;
  /** By task: the first escape from there on. */
  readonly #escapeFrom: Int32Array;
  readonly #count: number;

  constructor({ isStuck, isEscape }: UntoldTasks, time: Timeline) {
    const count = isStuck.length;
    this.#time = time;
    this.#count = count;
    this.#stuckFrom = new Int32Array(count + 1);
    this.#escapeFrom = new Int32Array(count + 1);
    this.#stuckFrom[count] = count;
    this.#escapeFrom[count] = count;
    for (let index = count - 1; index >= 0; index--) {
      this.#stuckFrom[index] = isStuck[time.byReturn[index]!] === 1 ? index : this.#stuckFrom[index + 1]!;
      this.#escapeFrom[index] = isEscape[index] === 1 ? index : this.#escapeFrom[index + 1]!;
    }
  }

  /** The rank of a return that no order reaches from here if the state is untold, or `none`. */
  ahead(progress: Progress): number {
    const { byReturn, from, until } = this.#time;
    let rank = this.#stuckFrom[progress.barrier]!;
    while (rank < this.#count && progress.isDone(byReturn[rank]!)) rank = this.#stuckFrom[rank + 1]!;
    if (rank === this.#count) return none;
    const deadline = until[byReturn[rank]!]!;
    let escape = this.#escapeFrom[progress.oldest]!;
    while (escape < this.#count && from[escape]! <= deadline) {
      if (!progress.isDone(escape)) return none;
      escape = this.#escapeFrom[escape + 1]!;
    }
    return rank;
  }
}
