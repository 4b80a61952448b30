import { setTimeout as sleep } from "node:timers/promises";
import type { Progress } from "../worker/progress.ts";

/** How often to look while a cell runs, in milliseconds; a greedy loop takes some 2 MB in each. */
const lookEvery = 20;
/** How often to look while only timers may run, in milliseconds. */
const lookEveryWhenIdle = 500;

const megabyte = 2 ** 20;

/**
 * Notices that cells take too much memory before V8 does: V8 aborts the process at its heap limit, and knows
 * nothing of what is outside its heap.
 */
export class MemoryGuard {
  readonly #limitMb: number;
  readonly #onExceeded: () => void;
  /** What the process used before the first cell, in bytes. */
  readonly #before = process.memoryUsage.rss();

  constructor(limitMb: number, onExceeded: () => void) {
    this.#limitMb = limitMb;
    this.#onExceeded = onExceeded;
  }

  async watch(progress: Progress): Promise<void> {
    while ((process.memoryUsage.rss() - this.#before) / megabyte <= this.#limitMb) {
      await progress.isRunningWithin(lookEveryWhenIdle);
      await sleep(lookEvery);
    }
    this.#onExceeded();
  }
}
