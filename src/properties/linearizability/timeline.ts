import type { Task } from "./task.ts";

/**
 * When the tasks of one search begin and end, in typed arrays. Tasks are numbered by their beginning.
 *
 * Each has a *slot* that no other task has while both are open, so that the open tasks that took effect already
 * are a set of small numbers, however long the history is.
 */
export interface Timeline {
  readonly from: Float64Array;
  readonly until: Float64Array;
  /** The tasks by their end. */
  readonly byReturn: Int32Array;
  readonly slot: Int32Array;
  /** How many 32-bit words a set of slots takes. */
  readonly words: number;
}

/** @param tasks - sorted by their beginning. */
export function timelineOf(tasks: readonly Task<unknown, unknown>[]): Timeline {
  const from = new Float64Array(tasks.length);
  const until = new Float64Array(tasks.length);
  const byReturn = new Int32Array(tasks.length);
  for (let task = 0; task < tasks.length; task++) {
    from[task] = tasks[task]!.from;
    until[task] = tasks[task]!.until;
    byReturn[task] = task;
  }
  // Two calls that never return are both at Infinity, and Infinity - Infinity is not a number.
  byReturn.sort((a, b) => (until[a] === until[b] ? a - b : until[a]! - until[b]!));
  const slot = new Int32Array(tasks.length);
  const free: number[] = [];
  let [slots, ended] = [0, 0];
  for (let task = 0; task < tasks.length; task++) {
    while (until[byReturn[ended]!]! < from[task]!) free.push(slot[byReturn[ended++]!]!);
    slot[task] = free.pop() ?? slots++;
  }
  return { from, until, byReturn, slot, words: Math.max(1, Math.ceil(slots / 32)) };
}
