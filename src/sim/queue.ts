import type { Time } from "../core/index.ts";

/** Something due at a moment of virtual time. */
export interface Due {
  readonly at: Time;
  /** Breaks ties: of two things due at the same moment, the one scheduled first happens first. */
  readonly order: number;
}

/** Where things to come are kept: `pop` takes out the one that is due first. */
export interface Queue<T extends Due> {
  push(item: T): void;
  pop(): T | undefined;
}

/**
 * A binary heap of things to come, earliest first.
 *
 * Time and order are compared in full. Packing both into one number is faster and wrong: ties are
 * silently reordered once the number outgrows 53 bits.
 */
export class Agenda<T extends Due> implements Queue<T> {
  readonly #heap: T[] = [];

  get size(): number {
    return this.#heap.length;
  }

  push(item: T): void {
    const heap = this.#heap;
    let hole = heap.length;
    heap.push(item);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = heap[parent]!;
      if (!isBefore(item, above)) break;
      heap[hole] = above;
      hole = parent;
    }
    heap[hole] = item;
  }

  pop(): T | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    const half = heap.length >> 1;
    let hole = 0;
    while (hole < half) {
      let child = 2 * hole + 1;
      const right = child + 1;
      if (right < heap.length && isBefore(heap[right]!, heap[child]!)) child = right;
      if (!isBefore(heap[child]!, last)) break;
      heap[hole] = heap[child]!;
      hole = child;
    }
    heap[hole] = last;
    return first;
  }
}

const isBefore = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
