import type { Progress } from "../worker/progress.ts";
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

/** Stops a running cell: politely, then by V8, then by a signal to what it waits for, then for good. */
export class Interrupter {
  readonly #options: InterrupterOptions;
  readonly #terminator = new Terminator();
  #isStopping = false;
  #lastPing = 0;

  constructor(options: InterrupterOptions) {
    this.#options = options;
  }

  /** @param cellId none if no cell runs: what an earlier one left behind may be busy. */
  async interrupt(cellId?: number): Promise<void> {
    if (this.#isStopping) return;
    this.#isStopping = true;
    const deadline = performance.now() + terminationGrace;
    for (let terminations = 0; ;) {
      if (await this.#stopsWithin(terminations === 0 ? giveUpGrace : terminationPause, cellId)) break;
      if (performance.now() > deadline) {
        this.#options.onBlocked();
        break;
      }
      if (!this.#marks(cellId)) continue;
      this.#terminator.terminate();
      terminations += 1;
      if (terminations > 1) interruptChildren();
    }
    this.#isStopping = false;
  }

  /** Asked anew each time: a termination may have hit the very code that was about to answer. */
  async #stopsWithin(ms: number, cellId: number | undefined): Promise<boolean> {
    const { progress, tellCells } = this.#options;
    this.#lastPing += 1;
    tellCells({ kind: "ping", serial: this.#lastPing });
    if (cellId === undefined) return progress.isAnsweredWithin(this.#lastPing, ms);
    tellCells({ kind: "give-up", cellId });
    return progress.isOverWithin(cellId, ms);
  }

  /** Whether there is something to terminate; if so, the thread will know what it was. */
  #marks(cellId: number | undefined): boolean {
    const { progress, tellCells } = this.#options;
    if (cellId !== undefined && progress.mark(cellId)) return true;
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
