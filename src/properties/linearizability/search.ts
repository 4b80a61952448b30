import { sameData } from "../../core/index.ts";
import { Choices, never } from "./choices.ts";
import { ConfigurationSet } from "./configurations.ts";
import { DeadEnds } from "./dead-ends.ts";
import { none, Progress } from "./progress.ts";
import type { Observed, SequentialSpecification } from "./specification.ts";
import { StateTable } from "./state-table.ts";
import { isIdle, type Task } from "./task.ts";
import { timelineOf, type Timeline } from "./timeline.ts";

export type Answer = "found" | "impossible" | "undecided";

/**
 * Looks for an order of the tasks in which a sequential object would have given the same results.
 *
 * Wing and Gong's depth-first search (*Testing and Verifying Concurrent Objects*, 1993) with Lowe's improvement
 * (*Testing for Linearizability*, 2017): no configuration is entered twice. A configuration is the set of tasks done and
 * the state; as all tasks that return before the barrier are done, and none that begins after it, the barrier and
 * the slots of the open tasks done say as much as the set. Two things are our own: the task that is due is tried
 * before the others, and a read-only task takes effect as soon as the state allows its result, without an alternative.
 */
export class Search<State, Operation, Result> {
  readonly #specification: SequentialSpecification<State, Operation, Result>;
  readonly #tasks: readonly Task<Operation, Result>[];
  readonly #time: Timeline;
  readonly #isReadOnly: Uint8Array;
  readonly #states: StateTable<State>;
  readonly #seen: ConfigurationSet;
  readonly #progress: Progress;
  readonly #choices: Choices;
  /** What the tasks with no known result returned when they last took effect. */
  readonly #results = new Map<number, Result>();
  #deadEnds: DeadEnds | null = null;
  #state: number;
  #steps = 0;
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
    this.#isReadOnly = new Uint8Array(this.#tasks.length);
    for (const [number, { isRequired, operation, observed }] of this.#tasks.entries()) {
      if (isRequired && specification.isReadOnly?.(operation, observed) === true)
        this.#isReadOnly[number] = 1;
    }
    this.#states = new StateTable(specification.telling?.(this.#tasks) ?? (() => true));
    this.#seen = new ConfigurationSet(this.#time.words);
    this.#progress = new Progress(this.#tasks, this.#time);
    this.#choices = new Choices(this.#tasks.length, this.#time.words);
    this.#state = this.#states.idOf(specification.initial(part));
    this.#enter();
  }

  /** How many outcomes have been asked of the specification so far. */
  get steps(): number {
    return this.#steps;
  }

  /** The task whose return no order tried so far gets past. */
  get stuckAt(): Task<Operation, Result> | undefined {
    return this.#tasks[this.#time.byReturn[this.#progress.furthest]!];
  }

  /** Once an order is found: the tasks that took effect, in that order. */
  get order(): readonly Task<Operation, Result>[] {
    return Array.from(this.#progress.done(), (task) => this.#tasks[task]!);
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
    while (this.#answer === "undecided" && this.#steps < until) {
      if (this.#choose()) this.#enter();
      else this.#leave();
    }
    return this.#answer;
  }

  /** Makes the next choice at the configuration entered last; false if there is none left. */
  #choose(): boolean {
    const { task: tasks, outcome: outcomes, depth } = this.#choices;
    const top = depth - 1;
    let task = tasks[top]!;
    if (outcomes[top] === never) {
      outcomes[top] = 0;
      this.#steps++;
      this.#progress.do(task, true);
      return true;
    }
    for (let outcome = outcomes[top]!; task !== none; outcome = 0) {
      // Those that are read-only have been tried in this state already.
      const taken = this.#isReadOnly[task] === 1 ? none : this.#apply(task, outcome);
      if (taken !== none) {
        tasks[top] = task;
        outcomes[top] = taken + 1;
        this.#progress.do(task, false);
        return true;
      }
      task = this.#next(task);
    }
    tasks[top] = none;
    return false;
  }

  /** The task that is due is tried first; then come the other open ones by their beginning. */
  #next(task: number): number {
    const { due } = this.#progress;
    const next = task === due ? this.#progress.first : this.#progress.after(task);
    return next === due ? this.#progress.after(next) : next;
  }

  /** Lets the task take effect by its first allowed outcome from the given one on; which, or `none`. */
  #apply(task: number, firstOutcome: number): number {
    this.#steps++;
    const { operation, observed, isRequired } = this.#tasks[task]!;
    const outcomes = this.#specification.outcomes(this.#states.state(this.#state), operation);
    for (let nth = firstOutcome; nth < outcomes.length; nth++) {
      const { state, result } = outcomes[nth]!;
      if (!allows(this.#tasks[task]!, result)) continue;
      const next = this.#states.idOf(state);
      // What need not happen and changes nothing is better left for later.
      if (!isRequired && next === this.#state) continue;
      if (observed === null) this.#results.set(task, result);
      this.#state = next;
      return nth;
    }
    return none;
  }

  /** How the tasks stand to untold states, of which there is one by now. */
  #findDeadEnds(untold: number): DeadEnds {
    const isStuck = new Uint8Array(this.#tasks.length);
    const isEscape = new Uint8Array(this.#tasks.length);
    for (const [number, task] of this.#tasks.entries()) {
      const outcomes = this.#specification.outcomes(this.#states.state(untold), task.operation);
      const allowed = outcomes.filter(({ result }) => allows(task, result));
      if (task.isRequired && allowed.length === 0) isStuck[number] = 1;
      if (allowed.some(({ state }) => this.#states.idOf(state) !== untold)) isEscape[number] = 1;
    }
    return new DeadEnds({ isStuck, isEscape }, this.#time);
  }

  /** Whether the present state leads nowhere; if so it also says how far. */
  #isDeadEnd(): boolean {
    const { untold } = this.#states;
    if (untold === null || this.#state !== untold) return false;
    this.#deadEnds ??= this.#findDeadEnds(untold);
    const rank = this.#deadEnds.ahead(this.#progress);
    if (rank === none) return false;
    this.#progress.furthest = Math.max(this.#progress.furthest, rank);
    return true;
  }

  /** Goes on from the present configuration, or back to the last choice if it has been here before. */
  #enter(): void {
    const progress = this.#progress;
    this.#settleReads();
    if (progress.requiredLeft === 0) {
      this.#answer = "found";
    } else if (!this.#isDeadEnd() && this.#seen.add(progress.barrier, this.#state, progress.slots)) {
      const { due } = progress;
      this.#choices.push(progress, this.#state, due, this.#tasks[due]!.isRequired ? 0 : never);
    } else {
      this.#goBack();
    }
  }

  /**
   * Read-only tasks take effect as soon as they may. No order is lost by it: a task that comes later in one can be
   * moved here, for it changes nothing on its way.
   */
  #settleReads(): void {
    const progress = this.#progress;
    let task = progress.first;
    while (task !== none) {
      if (this.#isReadOnly[task] === 1 && this.#apply(task, 0) !== none) progress.do(task, false);
      task = progress.after(task);
    }
  }

  #leave(): void {
    this.#choices.depth--;
    this.#goBack();
  }

  /** Back to the last choice, if there is one. */
  #goBack(): void {
    if (this.#choices.depth === 0) this.#answer = "impossible";
    else this.#state = this.#choices.restore(this.#progress);
  }
}

function allows<Operation, Result>({ observed, refused }: Task<Operation, Result>, result: Result): boolean {
  if (observed !== null) return sameData(result, observed.result);
  return !refused.some((other) => sameData(result, other));
}
