import type { Batch } from "./batch.ts";

/** The longest path of states that fits a 32-bit link, and then some: 2³² - 2 states. */
const noParent = 0xffffffff;

/**
 * All states found, each a vector of small whole numbers, in the order of discovery.
 *
 * Vectors lie end to end in one typed array: 16 bits a number until one does not fit, then 32. An
 * open-addressing table finds a vector by its hash. A link to the state it was first reached from is
 * all that a trace needs: the step between them is found again by taking the steps again.
 */
export class StateStore {
  #cells: Uint16Array | Uint32Array = new Uint16Array(1 << 16);
  #used = 0;
  #starts = new Uint32Array(1 << 12);
  #parents = new Uint32Array(1 << 12);
  /** Two cells a slot: number of the state + 1 (0 if free), hash. */
  #table = new Uint32Array(1 << 14);
  #mask = (1 << 13) - 1;
  #size = 0;
  /** Keeps the touches of {@link fetch} from being optimised away. */
  touched = 0;

  get size(): number {
    return this.#size;
  }

  get bytes(): number {
    return (
      this.#cells.byteLength + this.#starts.byteLength + this.#parents.byteLength + this.#table.byteLength
    );
  }

  /** Bits in which a number is kept. */
  get bits(): 16 | 32 {
    return this.#cells instanceof Uint16Array ? 16 : 32;
  }

  /** Makes room for numbers of up to 32 bits. */
  widen(): void {
    if (this.bits === 16) this.#cells = Uint32Array.from(this.#cells);
  }

  /**
   * Adds one vector of the batch, unless it is there already. True if it is new. Call {@link fetch} first:
   * most of the time of a search is spent waiting for memory, here.
   */
  add(batch: Batch, index: number): boolean {
    const table = this.#table;
    const mask = this.#mask;
    const hash = batch.hashes[index]!;
    let slot = hash & mask;
    for (;;) {
      const entry = table[2 * slot]!;
      if (entry === 0) break;
      if (table[2 * slot + 1] === hash >>> 0 && this.#equals(entry - 1, batch, index)) return false;
      slot = (slot + 1) & mask;
    }
    table[2 * slot] = this.#size + 1;
    table[2 * slot + 1] = hash;
    this.#append(batch, index);
    return true;
  }

  /**
   * Touches all that the batch will be compared with. The touches do not depend on each other, so a
   * processor waits for many of them at once; the comparisons that follow then find it in the cache.
   */
  fetch({ hashes, count }: Batch): void {
    const table = this.#table;
    const starts = this.#starts;
    const cells = this.#cells;
    const mask = this.#mask;
    let touched = 0;
    for (let index = 0; index < count; index++) touched ^= table[2 * (hashes[index]! & mask)]!;
    for (let index = 0; index < count; index++) {
      const slot = 2 * (hashes[index]! & mask);
      if (table[slot + 1] === hashes[index]! >>> 0) touched ^= cells[starts[table[slot]! - 1]!]!;
    }
    this.touched = touched;
  }

  /** Copies a vector out; returns its length. */
  load(state: number, into: Int32Array): number {
    const start = this.#starts[state]!;
    const length = this.lengthOf(state);
    const cells = this.#cells;
    for (let index = 0; index < length; index++) into[index] = cells[start + index]!;
    return length;
  }

  lengthOf(state: number): number {
    const end = state + 1 < this.#size ? this.#starts[state + 1]! : this.#used;
    return end - this.#starts[state]!;
  }

  /** The state from which this one was first reached, or null for an initial one. */
  parent(state: number): number | null {
    const parent = this.#parents[state]!;
    return parent === noParent ? null : parent;
  }

  #equals(state: number, batch: Batch, index: number): boolean {
    const from = batch.starts[index]!;
    const length = batch.starts[index + 1]! - from;
    if (this.lengthOf(state) !== length) return false;
    const cells = this.#cells;
    const vector = batch.cells;
    const start = this.#starts[state]!;
    for (let slot = 0; slot < length; slot++) {
      if (cells[start + slot] !== vector[from + slot]) return false;
    }
    return true;
  }

  #append(batch: Batch, index: number): void {
    const from = batch.starts[index]!;
    const length = batch.starts[index + 1]! - from;
    if (this.#used + length > this.#cells.length) this.#cells = longer(this.#cells, this.#used + length);
    if (this.#size === this.#starts.length) {
      this.#starts = longer(this.#starts, this.#size + 1);
      this.#parents = longer(this.#parents, this.#size + 1);
    }
    const cells = this.#cells;
    const vector = batch.cells;
    const start = this.#used;
    const parent = batch.parents[index]!;
    for (let slot = 0; slot < length; slot++) cells[start + slot] = vector[from + slot]!;
    this.#starts[this.#size] = start;
    this.#parents[this.#size] = parent === -1 ? noParent : parent;
    this.#used += length;
    this.#size++;
    if (3 * this.#size > 2 * (this.#mask + 1)) this.#growTable();
  }

  #growTable(): void {
    const old = this.#table;
    const table = new Uint32Array(2 * old.length);
    const mask = 2 * this.#mask + 1;
    for (let at = 0; at < old.length; at += 2) {
      if (old[at] === 0) continue;
      let slot = old[at + 1]! & mask;
      while (table[2 * slot] !== 0) slot = (slot + 1) & mask;
      table[2 * slot] = old[at]!;
      table[2 * slot + 1] = old[at + 1]!;
    }
    this.#table = table;
    this.#mask = mask;
  }
}

/** A copy with room for at least `length` numbers, and half as many again as before. */
function longer<Cells extends Uint16Array | Uint32Array>(cells: Cells, length: number): Cells {
  const Kind = cells.constructor as new (length: number) => Cells;
  const copy = new Kind(Math.max(length, Math.ceil(cells.length * 1.5)));
  copy.set(cells);
  return copy;
}
