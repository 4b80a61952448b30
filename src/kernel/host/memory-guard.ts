/** How often to look while a cell runs, in milliseconds; a greedy loop takes some 2 MB in each. */
const lookEvery = 20;

const megabyte = 2 ** 20;

/**
 * Notices a thread that takes too much memory before V8 does: V8 ends a thread at its heap limit only if it
 * gets to it between two allocations, and otherwise aborts the whole process.
 */
export class MemoryGuard {
  readonly #limitMb: number;
  readonly #onExceeded: () => void;
  /** What the process used before the thread began, in bytes. */
  #before = process.memoryUsage.rss();
  #timer: NodeJS.Timeout | undefined;

  constructor(limitMb: number, onExceeded: () => void) {
    this.#limitMb = limitMb;
    this.#onExceeded = onExceeded;
  }

  /** A limit for V8 itself that leaves this guard the time to act first. */
  get hardLimitMb(): number {
    return Math.round(this.#limitMb * 1.5) + 512;
  }

  /** Counts from here: a new thread starts with nothing. */
  reset(): void {
    this.#before = process.memoryUsage.rss();
  }

  watch(): void {
    this.#timer ??= setInterval(() => {
      const usedMb = (process.memoryUsage.rss() - this.#before) / megabyte;
      if (usedMb <= this.#limitMb) return;
      this.rest();
      this.#onExceeded();
    }, lookEvery);
  }

  rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
