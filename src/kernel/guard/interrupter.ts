import type { Progress } from "../worker/progress.ts";
import type { CellId } from "../worker/protocol.ts";
import type { FromGuardToCells } from "./protocol.ts";
import { Terminator } from "./terminator.ts";

export interface InterrupterOptions {
  readonly progress: Progress;
  readonly tellCells: (message: FromGuardToCells) => void;
  /** Told when a cell does not come back from native code. */
  readonly onBlocked: () => void;
}

/** How long a cell may take to notice an interrupt before V8 is told to stop it, in milliseconds. */
const giveUpGrace = 20;
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
  readonly #terminator = new Terminator();
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
    const deadline = performance.now() + terminationGrace;
    for (let terminations = 0; ;) {
      if (await this.#stopsWithin(terminations === 0 ? giveUpGrace : terminationPause)) break;
      if (performance.now() > deadline) {
        this.#options.onBlocked();
        break;
      }
      if (!this.#marks()) continue;
      this.#terminator.terminate();
      terminations += 1;
      if (terminations > 1) interruptChildren();
    }
    this.#isStopping = false;
  }

  /** Asked anew each time: a termination may have hit the very code that was about to answer. */
  async #stopsWithin(ms: number): Promise<boolean> {
    const { progress, tellCells } = this.#options;
    this.#lastPing += 1;
    tellCells({ kind: "ping", serial: this.#lastPing });
    if (this.#cells.length === 0) return progress.isAnsweredWithin(this.#lastPing, ms);
    const deadline = performance.now() + ms;
    for (const { id } of this.#cells) tellCells({ kind: "give-up", cellId: id });
    for (const cell of this.#cells) {
      const isOver = await progress.isOverWithin(cell, deadline - performance.now());
      if (isOver) this.#cells = this.#cells.filter(({ id }) => id !== cell.id);
    }
    return this.#cells.length === 0;
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

/** A thread that waits for a process it started, as in `execFileSync`, is free again when that ends. */
function interruptChildren(): void {
  // The process of the cells leads their group, and ignores the signal itself.
  if (process.platform !== "win32") process.kill(-process.pid, "SIGINT");
}
