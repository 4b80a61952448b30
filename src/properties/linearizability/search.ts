import { sameData } from "../../core/index.ts";
import { ConfigurationSet } from "./configurations.ts";
import type { Observed, SequentialSpecification } from "./specification.ts";
import { StateTable } from "./state-table.ts";
import { isIdle, type Task } from "./task.ts";
import { timelineOf, type Timeline } from "./timeline.ts";

export type Answer = "found" | "impossible" | "undecided";

/** No task: the end of the list of open ones. */
const none = -1;

/** The choice, at the end of its time, that an optional task never takes effect. */
const never = -1;

/**
 * Looks for an order of the tasks in which a sequential object would have given the same results.
 *
 * Wing and Gong's depth-first search (*Testing and Verifying Concurrent Objects*, 1993) with Lowe's
 * improvements (*Testing for Linearizability*, 2017): tasks that took effect are lifted out of a linked list, and
 * no configuration, that is set of tasks done and state, is entered twice. Before the first return of a task
 * that is not done, the *barrier*, every task is done; so a configuration is the barrier, the state, and the slots
 * of the open tasks done. Two things are our own: the task at the barrier is tried before the others,
 * and a read-only task takes effect as soon as the state allows its result, without an alternative.
 */
export class Search<State, Operation, Result> {
  readonly #specification: SequentialSpecification<State, Operation, Result>;
  readonly #tasks: readonly Task<Operation, Result>[];
  readonly #time: Timeline;
  readonly #states: StateTable<State>;
  readonly #seen: ConfigurationSet;
  readonly #isReadOnly: Uint8Array;

  // The configuration as it is now.
  #state: number;
  #barrier = 0;
  readonly #open: Int32Array;
  readonly #isDone: Uint8Array;
  #requiredLeft = 0;
  /** The tasks not done by their beginning, linked; the last place is the list's head. */
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #head: number;
  /** What was done, in order; a task left out is in it as `~task`. */
  readonly #trail: Int32Array;
  #trailLength = 0;

  // The choices that led here: for each the configuration before it, and what to try there next.
  #depth = 0;
  readonly #savedTrail: Int32Array;
  readonly #savedState: Int32Array;
  readonly #savedBarrier: Int32Array;
  readonly #savedOpen: Int32Array;
  readonly #triedTask: Int32Array;
  readonly #triedOutcome: Int32Array;

  /** What the tasks with no known result returned when they last took effect. */
  readonly #results = new Map<number, Result>();
  #steps = 0;
  #furthest = 0;
  #answer: Answer = "undecided";

  /** @param part - which object the tasks are about. */
  constructor(
    specification: SequentialSpecification<State, Operation, Result>,
    part: string,
    tasks: readonly Task<Operation, Result>[],
  ) {
    this.#specification = specification;
    this.#tasks = tasks.filter((task) => !isIdle(task, specification)).sort((a, b) => a.from - b.from);
    this.#time = timelineOf(this.#tasks);
    const count = this.#tasks.length;
    const { words } = this.#time;
    this.#states = new StateTable(specification.telling?.(this.#tasks) ?? (() => true));
    this.#state = this.#states.idOf(specification.initial(part));
    this.#seen = new ConfigurationSet(words);
    this.#isReadOnly = new Uint8Array(count);
    this.#open = new Int32Array(words);
    this.#isDone = new Uint8Array(count);
    this.#head = count;
    this.#next = new Int32Array(count + 1);
    this.#previous = new Int32Array(count + 1);
    this.#previous[0] = count;
    for (let task = 0; task < count; task++) {
      const { isRequired, operation, observed } = this.#tasks[task]!;
      this.#next[task] = task + 1;
      this.#previous[task + 1] = task;
      if (!isRequired) continue;
      this.#requiredLeft++;
      if (specification.isReadOnly?.(operation, observed) === true) this.#isReadOnly[task] = 1;
    }
    this.#trail = new Int32Array(count);
    this.#savedTrail = new Int32Array(count + 2);
    this.#savedState = new Int32Array(count + 2);
    this.#savedBarrier = new Int32Array(count + 2);
    this.#savedOpen = new Int32Array((count + 2) * words);
    this.#triedTask = new Int32Array(count + 2);
    this.#triedOutcome = new Int32Array(count + 2);
    this.#settleReads();
    this.#enter();
  }

  /** How many outcomes have been asked of the specification so far. */
  get steps(): number {
    return this.#steps;
  }

  /** The task whose return no order found so far gets past. */
  get stuckAt(): Task<Operation, Result> | undefined {
    return this.#tasks[this.#time.byReturn[this.#furthest]!];
  }

  /** Once an order is found: the tasks that took effect, in that order. */
  get order(): readonly Task<Operation, Result>[] {
    const done = this.#trail.subarray(0, this.#trailLength);
    return Array.from(done).flatMap((task) => (task >= 0 ? [this.#tasks[task]!] : []));
  }

  /** Once an order is found: what a task that took effect returned in it. */
  resultOf(task: Task<Operation, Result>): Observed<Result> {
    if (task.observed !== null) return task.observed;
    const number = this.#tasks.indexOf(task);
    return this.#results.has(number) ? { result: this.#results.get(number) as Result } : null;
  }

  /** Searches on for about so many steps. */
  run(maxSteps: number): Answer {
    const until = this.#steps + maxSteps;
    while (this.#answer === "undecided" && this.#steps < until) this.#advance();
    return this.#answer;
  }

  #advance(): void {
    if (this.#requiredLeft === 0) {
      this.#answer = "found";
    } else if (!this.#choose()) {
      this.#leave();
    } else {
      this.#settleReads();
      if (this.#requiredLeft > 0) this.#enter();
    }
  }

  /** Makes the next choice in the configuration entered last; false if there is none left. */
  #choose(): boolean {
    const top = this.#depth - 1;
    let task = this.#triedTask[top]!;
    let outcome = this.#triedOutcome[top]!;
    while (task !== none) {
      if (outcome === never) {
        this.#triedOutcome[top] = 0;
        this.#steps++;
        this.#lift(task, ~task);
        return true;
      }
      const next = this.#isReadOnly[task] === 1 ? none : this.#apply(task, outcome);
      if (next !== none) {
        this.#triedTask[top] = task;
        this.#triedOutcome[top] = next + 1;
        this.#lift(task, task);
        return true;
      }
      task = this.#after(task);
      outcome = 0;
    }
    this.#triedTask[top] = none;
    return false;
  }

  /** The first task to try is the one at the barrier; then come the other open ones by their beginning. */
  #after(task: number): number {
    const barrier = this.#time.byReturn[this.#barrier]!;
    let next = this.#next[task === barrier ? this.#head : task]!;
    if (next === barrier) next = this.#next[next]!;
    return this.#isOpen(next) ? next : none;
  }

  #isOpen(task: number): boolean {
    const { from, until, byReturn } = this.#time;
    return task !== this.#head && from[task]! <= until[byReturn[this.#barrier]!]!;
  }

  /** Lets the task take effect by its first allowed outcome from the given one on; its number, or `none`. */
  #apply(task: number, firstOutcome: number): number {
    this.#steps++;
    const { operation, observed, refused } = this.#tasks[task]!;
    const outcomes = this.#specification.outcomes(this.#states.state(this.#state), operation);
    for (let nth = firstOutcome; nth < outcomes.length; nth++) {
      const { state, result } = outcomes[nth]!;
      if (observed !== null && !sameData(result, observed.result)) continue;
      if (refused.some((other) => sameData(result, other))) continue;
      if (observed === null) this.#results.set(task, result);
      this.#state = this.#states.idOf(state);
      return nth;
    }
    return none;
  }

  /**
   * Read-only tasks take effect as soon as they may. No alternative is lost: in any order that comes later, the task
   * can be moved here, for it changes nothing on its way.
   */
  #settleReads(): void {
    let task = this.#next[this.#head]!;
    while (this.#requiredLeft > 0 && this.#isOpen(task)) {
      const next = this.#next[task]!;
      if (this.#isReadOnly[task] === 1 && this.#apply(task, 0) !== none) this.#lift(task, task);
      task = next;
    }
  }

  #lift(task: number, entry: number): void {
    const { byReturn, slot } = this.#time;
    const [next, previous] = [this.#next[task]!, this.#previous[task]!];
    this.#next[previous] = next;
    this.#previous[next] = previous;
    this.#trail[this.#trailLength++] = entry;
    this.#isDone[task] = 1;
    if (this.#tasks[task]!.isRequired) this.#requiredLeft--;
    this.#open[slot[task]! >> 5]! |= 1 << slot[task]!;
    while (this.#barrier < byReturn.length && this.#isDone[byReturn[this.#barrier]!] === 1) {
      const ended = slot[byReturn[this.#barrier]!]!;
      this.#open[ended >> 5]! &= ~(1 << ended);
      this.#barrier++;
    }
    if (this.#barrier > this.#furthest) this.#furthest = this.#barrier;
  }

  #unlift(entry: number): void {
    const task = entry >= 0 ? entry : ~entry;
    this.#next[this.#previous[task]!] = task;
    this.#previous[this.#next[task]!] = task;
    this.#isDone[task] = 0;
    if (this.#tasks[task]!.isRequired) this.#requiredLeft++;
  }

  /** Goes on from the present configuration, or back to the one before if it has been seen. */
  #enter(): void {
    if (this.#requiredLeft === 0) return;
    if (!this.#seen.add(this.#barrier, this.#state, this.#open)) {
      this.#restore();
      return;
    }
    const top = this.#depth++;
    const first = this.#time.byReturn[this.#barrier]!;
    this.#savedTrail[top] = this.#trailLength;
    this.#savedState[top] = this.#state;
    this.#savedBarrier[top] = this.#barrier;
    this.#savedOpen.set(this.#open, top * this.#open.length);
    this.#triedTask[top] = first;
    this.#triedOutcome[top] = this.#tasks[first]!.isRequired ? 0 : never;
  }

  #leave(): void {
    this.#depth--;
    if (this.#depth === 0) this.#answer = "impossible";
    else this.#restore();
  }

  /** Back to the configuration entered last. */
  #restore(): void {
    const top = this.#depth - 1;
    while (this.#trailLength > this.#savedTrail[top]!) this.#unlift(this.#trail[--this.#trailLength]!);
    this.#state = this.#savedState[top]!;
    this.#barrier = this.#savedBarrier[top]!;
    const words = this.#open.length;
    for (let word = 0; word < words; word++) this.#open[word] = this.#savedOpen[top * words + word]!;
  }
}
