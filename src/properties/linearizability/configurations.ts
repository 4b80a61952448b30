/**
 * A set of configurations, each a few whole numbers: the memory of a search.
 *
 * One Int32Array with open addressing, about 16 bytes a configuration, instead of a JavaScript object each.
 */
export class ConfigurationSet {
  readonly #width: number;
  #table: Int32Array;
  #mask: number;
  #size = 0;

  /** @param words - how many 32-bit words of calls a configuration has. */
  constructor(words: number) {
    this.#width = words + 2;
    this.#mask = 255;
    this.#table = new Int32Array(256 * this.#width);
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a configuration; false if it was there already. */
  add(barrier: number, state: number, calls: Int32Array): boolean {
    if (this.#size * 2 > this.#mask) this.#grow();
    const width = this.#width;
    const table = this.#table;
    let slot = hash(barrier, state, calls) & this.#mask;
    for (;;) {
      const at = slot * width;
      // Barriers are stored from 1, so that 0 means an empty place.
      if (table[at] === 0) {
        table[at] = barrier + 1;
        table[at + 1] = state;
        table.set(calls, at + 2);
        this.#size++;
        return true;
      }
      if (table[at] === barrier + 1 && table[at + 1] === state && hasWords(table, at + 2, calls))
        return false;
      slot = (slot + 1) & this.#mask;
    }
  }

  #grow(): void {
    const old = this.#table;
    const width = this.#width;
    this.#mask = this.#mask * 2 + 1;
    this.#table = new Int32Array((this.#mask + 1) * width);
    for (let at = 0; at < old.length; at += width) {
      if (old[at] === 0) continue;
      let slot = hash(old[at]! - 1, old[at + 1]!, old.subarray(at + 2, at + width)) & this.#mask;
      while (this.#table[slot * width] !== 0) slot = (slot + 1) & this.#mask;
      this.#table.set(old.subarray(at, at + width), slot * width);
    }
  }
}

function hasWords(table: Int32Array, at: number, words: Int32Array): boolean {
  for (let index = 0; index < words.length; index++) if (table[at + index] !== words[index]) return false;
  return true;
}

function hash(barrier: number, state: number, words: Int32Array): number {
  let mixed = Math.imul(barrier, 0x9e3779b1) ^ Math.imul(state, 0x85ebca77);
  for (let index = 0; index < words.length; index++) {
    mixed = Math.imul(mixed ^ words[index]!, 0xc2b2ae3d);
    mixed ^= mixed >>> 15;
  }
  return mixed ^ (mixed >>> 13);
}
