/** Runs tasks of one lane one after the other, those of different lanes side by side. */
export class Lanes {
  readonly #ends = new Map<string, Promise<void>>();
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  run(lane: string, task: () => Promise<void>): void {
    const before = this.#ends.get(lane);
    const end = this.#after(before, task).finally(() => {
      if (this.#ends.get(lane) === end) this.#ends.delete(lane);
    });
    this.#ends.set(lane, end);
  }

  /** Begins at once if nothing is before it. */
  async #after(before: Promise<void> | undefined, task: () => Promise<void>): Promise<void> {
    if (before) await before;
    try {
      await task();
    } catch (error) {
      this.#onError(error);
    }
  }
}
