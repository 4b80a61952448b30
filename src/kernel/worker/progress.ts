/**
 * Which cell's code is running, in memory that the thread of the cells and its guard share, so that V8 is
 * told to stop only that.
 *
 * A termination that arrives while the thread runs our own code would leave our own work half done. So the
 * guard marks the running cell before it terminates, and the thread, when a cell is over and bears the
 * mark, lets the termination come before it goes on.
 */
export class Progress {
  readonly buffer: SharedArrayBuffer;
  readonly #words: Int32Array<SharedArrayBuffer>;

  constructor(buffer = new SharedArrayBuffer(wordCount * Int32Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer;
    this.#words = new Int32Array(buffer);
  }

  /** On the cell thread: the code of the cell runs from now on. */
  begin(cellId: number): void {
    Atomics.store(this.#words, running, cellId + 1);
    Atomics.notify(this.#words, running);
  }

  /** On the cell thread: the cell has come to its end. True if a termination may still arrive. */
  end(cellId: number): boolean {
    return Atomics.exchange(this.#words, running, 0) === -(cellId + 1);
  }

  /** On the cell thread: the kernel knows that the cell has come to its end. */
  over(cellId: number): void {
    Atomics.store(this.#words, overWord, cellId + 1);
    Atomics.notify(this.#words, overWord);
  }

  /** On the cell thread: whether a termination of the cell is on its way. */
  isMarked(cellId: number): boolean {
    return Atomics.load(this.#words, running) === -(cellId + 1);
  }

  /** On the cell thread: it is not busy, or no longer. */
  answer(serial: number): void {
    Atomics.store(this.#words, answered, serial);
    Atomics.notify(this.#words, answered);
  }

  /** On the guard, right before a termination: whether the cell's code may be running; if so, marks it. */
  mark(cellId: number): boolean {
    const before = Atomics.compareExchange(this.#words, running, cellId + 1, -(cellId + 1));
    return Math.abs(before) === cellId + 1;
  }

  /** On the guard: whether a cell runs, or begins within so many milliseconds. */
  async isRunningWithin(ms: number): Promise<boolean> {
    if (Atomics.load(this.#words, running) !== 0) return true;
    await Atomics.waitAsync(this.#words, running, 0, ms).value;
    return Atomics.load(this.#words, running) !== 0;
  }

  /** On the guard: whether the cell is over, or gets over within so many milliseconds. */
  async isOverWithin(cellId: number, ms: number): Promise<boolean> {
    return this.#reachesWithin(overWord, cellId + 1, ms);
  }

  /** On the guard: whether the question was answered. */
  hasAnswered(serial: number): boolean {
    return Atomics.load(this.#words, answered) >= serial;
  }

  /** On the guard: whether the question was answered, or is within so many milliseconds. */
  async isAnsweredWithin(serial: number, ms: number): Promise<boolean> {
    return this.#reachesWithin(answered, serial, ms);
  }

  /** For a word that only ever grows. */
  async #reachesWithin(word: number, value: number, ms: number): Promise<boolean> {
    const deadline = performance.now() + ms;
    for (;;) {
      const current = Atomics.load(this.#words, word);
      const left = deadline - performance.now();
      if (current >= value || left <= 0) return current >= value;
      await Atomics.waitAsync(this.#words, word, current, left).value;
    }
  }
}

/** Word 0. 0: no cell. n: cell n - 1. -n: cell n - 1, and a termination is on its way. */
const running = 0;
/** Word 1. n: the last cell that is over is n - 1; ids only ever grow. */
const overWord = 1;
/** Word 2. The last question of the guard, whether the thread is busy, that was answered. */
const answered = 2;
const wordCount = 3;
