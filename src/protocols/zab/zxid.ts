/** Epochs are numbered from 1; 0 stands for none yet. */
export type Epoch = number;

/** The name of a transaction: in its epoch's primary's order, it is the one of this number, from 1 (section III-B). */
export interface Zxid {
  readonly epoch: Epoch;
  readonly counter: number;
}

/** Epochs first, then counters. */
export function compareZxids(a: Zxid, b: Zxid): number {
  return a.epoch === b.epoch ? a.counter - b.counter : a.epoch - b.epoch;
}

/** Before all transactions. */
export const noZxid: Zxid = { epoch: 0, counter: 0 };

/** `2.1`: the first transaction of epoch 2. */
export const formatZxid = ({ epoch, counter }: Zxid): string => `${epoch}.${counter}`;
