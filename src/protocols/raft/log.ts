import {
  emptyArray,
  endOf,
  fromIndex,
  itemAt,
  withItem,
  withoutItem,
  type ClientCommand,
  type NodeId,
  type SparseArray,
} from "../../core/index.ts";

/** Which entry of a log: two entries with the same index and term are the same (the Log Matching Property). */
export interface Position {
  /** From 1 on. */
  readonly index: number;
  readonly term: number;
}

export interface Entry<C> {
  /** The term of the leader that created it. */
  readonly term: number;
  readonly content: Content<C>;
}

export type Content<C> =
  /** With it a leader begins its term (section 8). */
  | { readonly kind: "no-op" }
  | (ClientCommand<C> & { readonly kind: "command" })
  /** These are the servers from here on, committed or not (thesis, section 4.1). */
  | { readonly kind: "configuration"; readonly members: readonly NodeId[] };

/** The entries after `base`, up to which a snapshot stands for them. */
export interface Log<C> {
  readonly base: Position;
  /** By index. */
  readonly entries: SparseArray<Entry<C>>;
}

export const emptyLog: Log<never> = { base: { index: 0, term: 0 }, entries: emptyArray };

export function lastIndex({ base, entries }: Log<unknown>): number {
  return Math.max(endOf(entries) - 1, base.index);
}

export function lastOf(log: Log<unknown>): Position {
  const index = lastIndex(log);
  return { index, term: termAt(log, index)! };
}

/** Null where the log does not reach, or does not reach back to. */
export function termAt({ base, entries }: Log<unknown>, index: number): number | null {
  return index === base.index ? base.term : (itemAt(entries, index)?.term ?? null);
}

/** At most so many entries from this index on. */
export function entriesFrom<C>(log: Log<C>, index: number, most: number): readonly Entry<C>[] {
  const length = Math.max(0, Math.min(most, lastIndex(log) - index + 1));
  return Array.from({ length }, (_, nth) => itemAt(log.entries, index + nth)!);
}

export function appended<C>(log: Log<C>, entry: Entry<C>): Log<C> {
  return { ...log, entries: withItem(log.entries, lastIndex(log) + 1, entry) };
}

/** Without the entries from this index on; each entry can be dropped only once, whatever the length of the log. */
export function truncated<C>(log: Log<C>, index: number): Log<C> {
  let { entries } = log;
  for (let last = lastIndex(log); last >= index; last--) entries = withoutItem(entries, last);
  return entries === log.entries ? log : { ...log, entries };
}

/** Without the entries up to this one, for which a snapshot stands. */
export function compacted<C>({ entries }: Log<C>, base: Position): Log<C> {
  return { base, entries: fromIndex(entries, base.index + 1) };
}

/** The first index of the term that the log has at this index. Terms never fall along a log, so halving finds it. */
export function firstOfTerm(log: Log<unknown>, index: number): number {
  const term = termAt(log, index)!;
  let [before, at] = [log.base.index, index];
  while (at - before > 1) {
    const middle = Math.floor((before + at) / 2);
    if (termAt(log, middle)! < term) before = middle;
    else at = middle;
  }
  return at;
}

/** The last index, none above `most`, whose term is not above this one. */
export function lastNotAbove(log: Log<unknown>, term: number, most: number): number {
  let [at, after] = [log.base.index, Math.min(most, lastIndex(log)) + 1];
  while (after - at > 1) {
    const middle = Math.floor((at + after) / 2);
    if (termAt(log, middle)! <= term) at = middle;
    else after = middle;
  }
  return at;
}
