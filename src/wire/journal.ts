import { isSparseArray, sparseDifference, type SparseDifference, type Vocabulary } from "../core/index.ts";
import type { TraceEvent } from "../sim/index.ts";
import { messagePack, type Encoding } from "./encoding.ts";

/** A record of a journal says how long it is and bears a checksum (CRC-32), so that a torn one is known for one. */
export const recordHeader = 4 + 4;

export interface JournalOptions {
  /** By default {@link messagePack}. */
  readonly encoding?: Encoding;
  /** Fields that are written whole if anything in them changes, as a snapshot is. By default `snapshot`. */
  readonly wholeFields?: readonly string[];
}

/**
 * How many bytes a disk takes to become another if only what differs is written, as the next record of a journal;
 * 0 if nothing does. `before` is null for a disk that is empty.
 */
export function journalBytes(before: unknown, after: unknown, options: JournalOptions = {}): number {
  const { encoding = messagePack, wholeFields = ["snapshot"] } = options;
  const change = changeBetween(before, after, wholeFields);
  return change === null ? 0 : recordHeader + encoding.encode(change.to).length;
}

/** How many bytes a disk holds after that: all of it, as one record. */
export function diskBytes(disk: unknown, { encoding = messagePack }: JournalOptions = {}): number {
  return recordHeader + encoding.encode(disk).length;
}

/** What has to be known to get to the later from the earlier data; null if they are the same. */
function changeBetween(
  before: unknown,
  after: unknown,
  whole: readonly string[],
): { readonly to: unknown } | null {
  if (before === after) return null;
  if (!isRecord(before) || !isRecord(after)) return { to: after };
  if (isSparseArray(before) && isSparseArray(after))
    return { to: entriesOf(sparseDifference(before, after)) };
  const changes = Object.keys(after).flatMap((field) => {
    const isWhole = whole.includes(field) && before[field] !== after[field];
    const change = isWhole ? { to: after[field] } : changeBetween(before[field], after[field], whole);
    return change === null ? [] : [[field, change.to]];
  });
  return changes.length === 0 ? null : { to: Object.fromEntries(changes) };
}

/** The items that are new, and of those that are gone the last: a log is cut at its beginning. */
function entriesOf({ set, gone }: SparseDifference<unknown>): unknown {
  const entries = set.map(({ index, item }) => [index, item]);
  return gone.length === 0 ? entries : { entries, cutBelow: Math.max(...gone) + 1 };
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

/** What nodes write to their disks. */
export interface DiskReading {
  readonly writes: number;
  /** Bytes written if each write is the change only. */
  readonly journalled: number;
}

/** Counts what a run writes; see {@link journalBytes}. */
export class DiskMeter<V extends Vocabulary> {
  readonly #options: JournalOptions;
  readonly #disks = new Map<number, V["persisted"]>();
  #writes = 0;
  #journalled = 0;

  constructor(options: JournalOptions = {}) {
    this.#options = options;
  }

  /** Takes note of an event: the observer of a set-up, or whoever reads a trace. */
  see(event: TraceEvent<V>): void {
    // A disk that was lost is empty.
    if (event.kind === "start") this.#disks.set(event.node, event.persisted);
    if (event.kind !== "persist") return;
    this.#writes++;
    this.#journalled += journalBytes(this.#disks.get(event.node) ?? null, event.value, this.#options);
    this.#disks.set(event.node, event.value);
  }

  get reading(): DiskReading {
    return { writes: this.#writes, journalled: this.#journalled };
  }
}
