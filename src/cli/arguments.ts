import { InvalidArgumentError } from "commander";

/** A whole number from 0, as an option takes it. */
export function toCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(count)) {
    throw new InvalidArgumentError("Give a whole number, for example 3.");
  }
  return count;
}

/** A whole number from 1. */
export function toPositive(text: string): number {
  const count = toCount(text);
  if (count < 1) throw new InvalidArgumentError("Give a whole number from 1, for example 3.");
  return count;
}

/** How many threads or processes. */
export function toJobs(text: string): number {
  const jobs = toCount(text);
  if (jobs < 1 || jobs > 1_024) throw new InvalidArgumentError("Give a number from 1 to 1024.");
  return jobs;
}

/** A part of a larger whole, counted from 0. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export function toShard(text: string): Shard {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (index === undefined || count === undefined || Number(count) === 0) {
    throw new InvalidArgumentError("Give a part and how many there are, for example 0/4, 1/4, 2/4 or 3/4.");
  }
  if (Number(index) >= Number(count)) {
    const all = `of ${count} they are 0/${count} to ${Number(count) - 1}/${count}`;
    throw new InvalidArgumentError(`There is no shard ${text}: shards count from 0, so ${all}.`);
  }
  return { index: Number(index), count: Number(count) };
}
