import type { Task } from "./task.ts";
import type { Timeline } from "./timeline.ts";

/** No task: the end of a walk. */
export const none = -1;

/**
 * Which tasks are done, so that a step forward and a step back cost the same few writes however long the history is.
 *
 * Tasks not done are linked in a list by their beginning; a task done is lifted out of it and put back by relinking
 * its neighbours, which it still knows (Wing and Gong 1993; Lowe 2017, section 3). The *barrier* is the first return
 * of a task not done: every task with an earlier return is done, and only tasks invoked before it may come next.
 */
export class Progress {
  readonly #time: Timeline;
  readonly #isRequired: Uint8Array;
  readonly #isDone: Uint8Array;
  /** By task; the last place is the list's head. */
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #head: number;
  /** What was done, in order; a task left out for good is in it as `~task`. */
  readonly #trail: Int32Array;

  /** How long the trail is. */
  length = 0;
  /** How many returns the tasks done have opened the way past. */
  barrier = 0;
  /** The most that `barrier` was, or could have become. */
  furthest = 0;
  requiredLeft = 0;
  /** The slots of the tasks that are done and return after the barrier. */
  readonly slots: Int32Array;

  /** @param tasks - sorted by their beginning, as in the timeline. */
  constructor(tasks: readonly Task<unknown, unknown>[], time: Timeline) {
    const count = tasks.length;
    this.#time = time;
    this.#isRequired = new Uint8Array(count);
    this.#isDone = new Uint8Array(count);
    this.#next = new Int32Array(count + 1);
    this.#previous = new Int32Array(count + 1);
    this.#head = count;
    this.#trail = new Int32Array(count);
    this.slots = new Int32Array(time.words);
    this.#previous[0] = count;
    for (let task = 0; task < count; task++) {
      this.#next[task] = task + 1;
      this.#previous[task + 1] = task;
      if (!tasks[task]!.isRequired) continue;
      this.#isRequired[task] = 1;
      this.requiredLeft++;
    }
  }

  /** The task whose return is the barrier. */
  get due(): number {
    return this.#time.byReturn[this.barrier]!;
  }

  /** The first task not done by its beginning, or how many there are. */
  get oldest(): number {
    return this.#next[this.#head]!;
  }

  isDone(task: number): boolean {
    return this.#isDone[task] === 1;
  }

  /** The first open task by its beginning, or `none`. */
  get first(): number {
    return this.#ifOpen(this.#next[this.#head]!);
  }

  /** The next open task by its beginning, or `none`. */
  after(task: number): number {
    return this.#ifOpen(this.#next[task]!);
  }

  #ifOpen(task: number): number {
    if (task === this.#head || this.barrier === this.#trail.length) return none;
    return this.#time.from[task]! <= this.#time.until[this.due]! ? task : none;
  }

  /** The tasks that took effect, in order. */
  *done(): Generator<number> {
    for (const entry of this.#trail.subarray(0, this.length)) if (entry >= 0) yield entry;
  }

  /** The task is done; `isLeftOut` if it never takes effect. */
  do(task: number, isLeftOut: boolean): void {
    const { byReturn, slot } = this.#time;
    const [next, previous] = [this.#next[task]!, this.#previous[task]!];
    this.#next[previous] = next;
    this.#previous[next] = previous;
    this.#trail[this.length++] = isLeftOut ? ~task : task;
    this.#isDone[task] = 1;
    this.requiredLeft -= this.#isRequired[task]!;
    this.slots[slot[task]! >> 5]! |= 1 << slot[task]!;
    while (this.barrier < byReturn.length && this.#isDone[this.due] === 1) {
      const returned = slot[this.due]!;
      this.slots[returned >> 5]! &= ~(1 << returned);
      this.barrier++;
    }
    if (this.barrier > this.furthest) this.furthest = this.barrier;
  }

  /** Back to when the trail had this length; barrier and slots are for the caller to restore. */
  undoTo(length: number): void {
    while (this.length > length) {
      const entry = this.#trail[--this.length]!;
      const task = entry >= 0 ? entry : ~entry;
      this.#next[this.#previous[task]!] = task;
      this.#previous[this.#next[task]!] = task;
      this.#isDone[task] = 0;
      this.requiredLeft += this.#isRequired[task]!;
    }
  }
}
