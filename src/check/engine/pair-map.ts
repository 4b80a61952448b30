/** A map from two small whole numbers to a third: the engine's memory of steps taken before. */
export class PairMap {
  /** Three cells an entry: `a + 1` (0 if free), `b`, value. */
  #cells = new Int32Array(3 * 1024);
  #mask = 1023;
  /** The place of a pair is given by the topmost bits of its hash, the best mixed of a product. */
  #shift = 22;
  #size = 0;

  get bytes(): number {
    return this.#cells.byteLength;
  }

  /** The value, or -1 if there is none. */
  get(a: number, b: number): number {
    const cells = this.#cells;
    const mask = this.#mask;
    let slot = hash(a, b) >>> this.#shift;
    for (;;) {
      const at = 3 * slot;
      const key = cells[at]!;
      if (key === 0) return -1;
      if (key === a + 1 && cells[at + 1] === b) return cells[at + 2]!;
      slot = (slot + 1) & mask;
    }
  }

  /** Adds a pair that is not there yet. */
  add(a: number, b: number, value: number): void {
    if (2 * ++this.#size > this.#mask) this.#grow();
    this.#put(a, b, value);
  }

  #put(a: number, b: number, value: number): void {
    const cells = this.#cells;
    let slot = hash(a, b) >>> this.#shift;
    while (cells[3 * slot] !== 0) slot = (slot + 1) & this.#mask;
    cells[3 * slot] = a + 1;
    cells[3 * slot + 1] = b;
    cells[3 * slot + 2] = value;
  }

  #grow(): void {
    const old = this.#cells;
    this.#mask = 2 * this.#mask + 1;
    this.#shift--;
    this.#cells = new Int32Array(3 * (this.#mask + 1));
    for (let at = 0; at < old.length; at += 3) {
      if (old[at] !== 0) this.#put(old[at]! - 1, old[at + 1]!, old[at + 2]!);
    }
  }
}

const hash = (a: number, b: number): number => Math.imul(Math.imul(a, 0x9e3779b1) + b, 0x85ebca6b);
