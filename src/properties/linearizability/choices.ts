import type { Progress } from "./progress.ts";

/** The choice, at the return of an optional task, that it never takes effect. */
export const never = -1;

/** The choices that led to where a search is: for each the configuration before it, and what to try there next. */
export class Choices {
  depth = 0;
  readonly #length: Int32Array;
  readonly #barrier: Int32Array;
  readonly #slots: Int32Array;
  readonly #state: Int32Array;
  /** By depth: the task to try next, and which of its outcomes, or `never`. */
  readonly task: Int32Array;
  readonly outcome: Int32Array;

  constructor(tasks: number, words: number) {
    const most = tasks + 1;
    this.#length = new Int32Array(most);
    this.#barrier = new Int32Array(most);
    this.#slots = new Int32Array(most * words);
    this.#state = new Int32Array(most);
    this.task = new Int32Array(most);
    this.outcome = new Int32Array(most);
  }

  push(progress: Progress, state: number, task: number, outcome: number): void {
    const top = this.depth++;
    this.#length[top] = progress.length;
    this.#barrier[top] = progress.barrier;
    this.#slots.set(progress.slots, top * progress.slots.length);
    this.#state[top] = state;
    this.task[top] = task;
    this.outcome[top] = outcome;
  }

  /** Brings the progress back to the last choice, and returns the state there. */
  restore(progress: Progress): number {
    const top = this.depth - 1;
    const words = progress.slots.length;
    progress.undoTo(this.#length[top]!);
    progress.barrier = this.#barrier[top]!;
    for (let word = 0; word < words; word++) progress.slots[word] = this.#slots[top * words + word]!;
    return this.#state[top]!;
  }
}
