import TinyQueue from "tinyqueue";
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
export class Agenda<T extends Due> extends TinyQueue<T> implements Queue<T> {
  constructor() {
    super([], earliestFirst);
  }
}

const earliestFirst = (a: Due, b: Due): number => a.at - b.at || a.order - b.order;
