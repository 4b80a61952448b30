import type { CellId } from "./protocol.ts";

/** How many shells there may be, the main one included. Each runs one cell at a time. */
export const shellCount = 32;

/**
 * Which cells' code is running, in memory that the thread of the cells and its guard share, so that V8 is
 * told to stop only that.
 *
 * A termination that arrives while the thread runs our own code would leave our own work half done. So the
 * guard marks the cells to be stopped before it terminates, and the thread, when a cell is over and bears the
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
  begin({ id, shell }: CellId): void {
    Atomics.store(this.#words, running(shell), id + 1);
    Atomics.add(this.#words, beginnings, 1);
    Atomics.notify(this.#words, beginnings);
  }

  /** On the cell thread: the cell has come to its end. True if a termination may still arrive. */
  end({ id, shell }: CellId): boolean {
    return Atomics.exchange(this.#words, running(shell), 0) === -(id + 1);
  }

  /** On the cell thread: the kernel knows that the cell has come to its end. */
  over({ id, shell }: CellId): void {
    Atomics.store(this.#words, over(shell), id + 1);
    Atomics.notify(this.#words, over(shell));
  }

  /** On the cell thread: whether a termination of the cell is on its way. */
  isMarked({ id, shell }: CellId): boolean {
    return Atomics.load(this.#words, running(shell)) === -(id + 1);
  }

  /** On the cell thread: it is not busy, or no longer. */
  answer(serial: number): void {
    Atomics.store(this.#words, answered, serial);
    Atomics.notify(this.#words, answered);
  }

  /** On the guard, right before a termination: whether the cell's code may be running; if so, marks it. */
  mark({ id, shell }: CellId): boolean {
    const before = Atomics.compareExchange(this.#words, running(shell), id + 1, -(id + 1));
    return Math.abs(before) === id + 1;
  }

  /** On the guard: whether a cell runs, or begins within so many milliseconds. */
  async isRunningWithin(ms: number): Promise<boolean> {
    const begun = Atomics.load(this.#words, beginnings);
    if (this.#isRunning) return true;
    await Atomics.waitAsync(this.#words, beginnings, begun, ms).value;
    return this.#isRunning;
  }

  /** On the guard: whether the cell is over, or gets over within so many milliseconds. */
  async isOverWithin({ id, shell }: CellId, ms: number): Promise<boolean> {
    return this.#reachesWithin(over(shell), id + 1, ms);
  }

  /** On the guard: whether the question was answered. */
  hasAnswered(serial: number): boolean {
    return Atomics.load(this.#words, answered) >= serial;
  }

  /** On the guard: whether the question was answered, or is within so many milliseconds. */
  async isAnsweredWithin(serial: number, ms: number): Promise<boolean> {
    return this.#reachesWithin(answered, serial, ms);
  }

  get #isRunning(): boolean {
    return this.#words.subarray(running(0), running(shellCount)).some((word) => word !== 0);
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

/** The word that counts the cells that have begun. */
const beginnings = 0;
/** The last question of the guard, whether the thread is busy, that was answered. */
const answered = 1;

/** A shell's first word. 0: no cell. n: cell n - 1. -n: cell n - 1, and a termination is on its way. */
function running(shell: number): number {
  return 2 + shell;
}

/** A shell's second word. n: its last cell that is over is n - 1; ids only ever grow. */
function over(shell: number): number {
  return 2 + shellCount + shell;
}

const wordCount = 2 + 2 * shellCount;
