import type { Progress } from "../worker/progress.ts";
import type { CellId } from "../worker/protocol.ts";
import type { FromGuardToCells } from "./protocol.ts";

export interface InterrupterOptions {
  readonly progress: Progress;
  readonly tellCells: (message: FromGuardToCells) => void;
  /** Tells V8 to stop what the thread of the cells is running. */
  readonly terminate: () => void;
  /** Stops what the cells have started: a thread that waits for another process is free again when that ends. */
  readonly interruptChildren: () => void;
  /** Told when a cell does not come back from native code. */
  readonly onBlocked: () => void;
}

/** How long a cell may take to notice an interrupt before V8 is told to stop it, in milliseconds. */
const giveUpGrace = 20;
/** How long the thread may take to answer where no cell runs; it may only be waiting for a processor. In milliseconds. */
const answerGrace = 100;
/** How long a termination may take to show before there is another. In milliseconds. */
const terminationPause = 200;
/** How long V8 is given in all; only a blocking call into native code lasts longer. In milliseconds. */
const terminationGrace = 5_000;

/**
 * Stops running cells: politely, then by V8, then by a signal to what they wait for, then for good.
 *
 * All cells share one thread, so a termination hits whichever is busy there, and V8 then forgets what others were
 * about to go on with. Where one is stopped by force, those beside it may be lost as well.
 */
export class Interrupter {
  readonly #options: InterrupterOptions;
  #isStopping = false;
  /** Those still to be stopped. */
  #cells: readonly CellId[] = [];
  #lastPing = 0;

  constructor(options: InterrupterOptions) {
    this.#options = options;
  }

  /** @param cells none if none runs: what earlier ones left behind may be busy. */
  interrupt(cells: readonly CellId[]): void {
    const known = new Set(this.#cells.map(({ id }) => id));
    this.#cells = [...this.#cells, ...cells.filter(({ id }) => !known.has(id))];
    if (!this.#isStopping) void this.#stop();
  }

  async #stop(): Promise<void> {
    this.#isStopping = true;
    do await this.#stopAll();
    while (this.#cells.length > 0);
    this.#isStopping = false;
  }

  /** Those that are to be stopped now; more may come meanwhile. */
  async #stopAll(): Promise<void> {
    const deadline = performance.now() + terminationGrace;
    for (let terminations = 0; ;) {
      if (await this.#stopsWithin(terminations === 0 ? this.#grace : terminationPause)) return;
      if (performance.now() > deadline) {
        this.#options.onBlocked();
        this.#cells = [];
        return;
      }
      if (!this.#marks()) continue;
      this.#options.terminate();
      terminations += 1;
      if (terminations > 1) this.#options.interruptChildren();
    }
  }

  get #grace(): number {
    return this.#cells.length === 0 ? answerGrace : giveUpGrace;
  }

  /** Asked anew each time: a termination may have hit the very code that was about to answer. */
  async #stopsWithin(ms: number): Promise<boolean> {
    const { progress, tellCells } = this.#options;
    const asked = this.#cells;
    this.#lastPing += 1;
    tellCells({ kind: "ping", serial: this.#lastPing });
    if (asked.length === 0) return progress.isAnsweredWithin(this.#lastPing, ms);
    const deadline = performance.now() + ms;
    for (const { id } of asked) tellCells({ kind: "give-up", cellId: id });
    let areOver = true;
    for (const cell of asked) {
      const isOver = await progress.isOverWithin(cell, deadline - performance.now());
      if (isOver) this.#cells = this.#cells.filter(({ id }) => id !== cell.id);
      else areOver = false;
    }
    return areOver;
  }

  /** Whether there is something to terminate; if so, the thread will know what it was. */
  #marks(): boolean {
    const { progress, tellCells } = this.#options;
    if (this.#cells.filter((cell) => progress.mark(cell)).length > 0) return true;
    // Between two cells, or before its first, the thread will hear us soon, unless an earlier cell keeps it.
    if (progress.hasAnswered(this.#lastPing)) return false;
    tellCells({ kind: "stop-callback" });
    return true;
  }
}
