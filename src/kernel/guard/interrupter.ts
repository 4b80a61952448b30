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
  #current: number | undefined;

  constructor(options: InterrupterOptions) {
    this.#options = options;
  }

  async interrupt(cellId: number): Promise<void> {
    if (this.#current === cellId) return;
    this.#current = cellId;
    await this.#stop(cellId);
    this.#current = undefined;
  }

  async #stop(cellId: number): Promise<void> {
    const { progress, tellCells, onBlocked } = this.#options;
    const deadline = performance.now() + terminationGrace;
    for (let terminations = 0; ;) {
      // Asked anew each time: a termination may have hit the very code that was about to answer.
      tellCells({ kind: "give-up", cellId });
      if (await progress.isOverWithin(cellId, terminations === 0 ? giveUpGrace : terminationPause)) return;
      if (performance.now() > deadline) {
        onBlocked();
        return;
      }
      // A thread that still boots, or is between two cells, must not be terminated: it will hear us soon.
      if (!progress.mark(cellId)) continue;
      this.#terminator.terminate();
      terminations += 1;
      if (terminations > 1) interruptChildren();
    }
  }
}

/** A thread that waits for a process it started, as in `execFileSync`, is free again when that ends. */
function interruptChildren(): void {
  // The process of the cells leads their group, and ignores the signal itself.
  if (process.platform !== "win32") process.kill(-process.pid, "SIGINT");
}
