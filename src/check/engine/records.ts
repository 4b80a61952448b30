/** What each cell of a record says. Eight of them lie in one cache line. */
export const field = {
  /** What the node becomes. */
  host: 0,
  /** What observers see of it. */
  sight: 1,
  /** The messages it sends: where in {@link Records.sent} they begin, and how many. */
  sentAt: 2,
  sentCount: 3,
  /** {@link isStill}, {@link isOutside} and {@link isSilent}. */
  flags: 4,
  /** The *sometimes* of the model of which it is an event, one bit each. */
  sightings: 5,
  /** How many records follow of the same step, cut short by a crash after 1, 2, … of its effects. */
  cuts: 6,
  /** A memory that the sight leaves as it is, found last; -1 if none. */
  deaf: 7,
} as const;

/** It changes neither the node nor the network. */
export const isStill = 1;
/** It leads out of the model's `within`. */
export const isOutside = 2;

/** It changes nothing at the node and has no effects: only what comes in could be seen of it. */
export const isSilent = 4;

export const recordSize = 8;

/** What steps come to, in numbers: record `r` begins at cell `8 r`. */
export class Records {
  cells = new Int32Array(recordSize * 1024);
  sent = new Int32Array(4096);
  #count = 0;
  #sentCount = 0;

  get bytes(): number {
    return this.cells.byteLength + this.sent.byteLength;
  }

  add(record: {
    readonly host: number;
    readonly sight: number;
    readonly sent: readonly number[];
    readonly flags: number;
    readonly sightings: number;
    readonly cuts: number;
  }): number {
    const { sent } = record;
    const at = this.#count * recordSize;
    this.cells = withRoom(this.cells, at + recordSize);
    this.sent = withRoom(this.sent, this.#sentCount + sent.length);
    this.cells[at + field.host] = record.host;
    this.cells[at + field.sight] = record.sight;
    this.cells[at + field.sentAt] = this.#sentCount;
    this.cells[at + field.sentCount] = sent.length;
    this.cells[at + field.flags] = record.flags;
    this.cells[at + field.sightings] = record.sightings;
    this.cells[at + field.cuts] = record.cuts;
    this.cells[at + field.deaf] = -1;
    this.sent.set(sent, this.#sentCount);
    this.#sentCount += sent.length;
    return this.#count++;
  }
}

function withRoom(cells: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (length <= cells.length) return cells;
  const longer = new Int32Array(Math.max(length, 2 * cells.length));
  longer.set(cells);
  return longer;
}
