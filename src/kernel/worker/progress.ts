/**
 * Which cell's code is running, in memory that both threads share, so that V8 is told to stop only that.
 *
 * A termination that arrives while the thread runs our own code, or while it boots, would end the whole
 * thread and all variables with it. So the main thread marks the running cell before it terminates, and
 * the cell thread, when a cell is over and bears the mark, lets the termination come before it goes on.
 */
export class Progress {
  readonly buffer: SharedArrayBuffer;
  /** 0: no cell. n: cell n - 1. -n: cell n - 1, and a termination is on its way. */
  readonly #word: Int32Array;

  constructor(buffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer;
    this.#word = new Int32Array(buffer);
  }

  /** On the cell thread: the code of the cell runs from now on. */
  begin(cellId: number): void {
    Atomics.store(this.#word, 0, cellId + 1);
  }

  /** On the cell thread: the cell is over. True if a termination may still arrive. */
  end(cellId: number): boolean {
    return Atomics.exchange(this.#word, 0, 0) === -(cellId + 1);
  }

  /** On the main thread, right before a termination: whether the cell's code may be running; if so, marks it. */
  mark(cellId: number): boolean {
    const before = Atomics.compareExchange(this.#word, 0, cellId + 1, -(cellId + 1));
    return Math.abs(before) === cellId + 1;
  }
}
