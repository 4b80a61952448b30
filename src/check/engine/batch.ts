/** Enough for a processor to wait for many cells of memory at a time, few enough to stay in its cache. */
const batchSize = 64;

/** States that were reached and have not been looked up yet. */
export class Batch {
  /** The vectors, end to end. */
  cells = new Int32Array(1 << 12);
  /** Where each begins; and where the next one will. */
  readonly starts = new Int32Array(batchSize + 1);
  readonly hashes = new Int32Array(batchSize);
  /** The state that each was reached from, and by which step. */
  readonly parents = new Int32Array(batchSize);
  readonly hows = new Int32Array(batchSize);
  readonly whats = new Int32Array(batchSize);
  count = 0;

  get isFull(): boolean {
    return this.count === batchSize;
  }

  add(vector: Int32Array, length: number, hash: number): number {
    const index = this.count++;
    const start = this.starts[index]!;
    if (start + length > this.cells.length) this.cells = longer(this.cells, start + length);
    const { cells } = this;
    for (let slot = 0; slot < length; slot++) cells[start + slot] = vector[slot]!;
    this.starts[index + 1] = start + length;
    this.hashes[index] = hash;
    return index;
  }
}

function longer(cells: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(2 * length);
  copy.set(cells);
  return copy;
}
