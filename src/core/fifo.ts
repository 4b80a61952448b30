import { emptyArray, fromIndex, itemAt, withItem, type SparseArray } from "./sparse-array.ts";

/** First come, first served; adding and taking cost the same however long it is. */
export interface Queue<T> {
  readonly items: SparseArray<T>;
  /** Where its first item stands, and where the next one will. */
  readonly head: number;
  readonly tail: number;
}

export const emptyQueue: Queue<never> = { items: emptyArray, head: 0, tail: 0 };

export const lengthOf = ({ head, tail }: Queue<unknown>): number => tail - head;

export function enqueued<T>({ items, head, tail }: Queue<T>, item: T): Queue<T> {
  return { items: withItem(items, tail, item), head, tail: tail + 1 };
}

/** The first items, at most `most`, and the queue without them. */
export function dequeued<T>(
  queue: Queue<T>,
  most: number,
): { readonly taken: readonly T[]; readonly rest: Queue<T> } {
  const { items, head, tail } = queue;
  const next = Math.min(tail, head + most);
  const taken = Array.from({ length: next - head }, (_, nth) => itemAt(items, head + nth)!);
  // Begins anew whenever it runs dry, so that empty queues are equal.
  return { taken, rest: next === tail ? emptyQueue : { items: fromIndex(items, next), head: next, tail } };
}
