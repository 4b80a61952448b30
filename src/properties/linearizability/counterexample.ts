import type { Part } from "./decide.ts";
import { explain } from "./explain.ts";
import { minimal } from "./minimal.ts";
import { Search, type Answer } from "./search.ts";
import type { SequentialSpecification } from "./specification.ts";
import { asAnythingBut, asOptional, type Task } from "./task.ts";

/**
 * The part of a history that cannot be explained, cut down.
 *
 * What is cut away is not taken to be absent, which could make a violation of its own (a read whose
 * write was cut), but to be *optional*: each other call may have taken effect in its own time or not at all, with
 * whatever result. Even so there is no order. The whole history allows less, so it has none either; and the part
 * is locally minimal: make any one of its calls optional too, and there is an order.
 */
export interface Counterexample<Result> {
  /** Which object it is about, as the specification's `partition` names it; "" without one. */
  readonly part: string;
  /** The calls of the part by their invocation: their places in the history. */
  readonly calls: readonly number[];
  /** The one of them that returned last: its result fits no order. */
  readonly blamed: number;
  /** What that call could have returned instead; null if that is too much to tell or to find out. */
  readonly couldReturn: readonly Result[] | null;
  /** Optional calls that its result came from, the latest few: not part of the proof, but of the story. */
  readonly sources: readonly number[];
  /** False if a bound on steps left calls in the part that may not be needed. */
  readonly isMinimal: boolean;
  /** All of it in words. */
  readonly explanation: string;
}

/** More than these are not worth reading. */
const mostResults = 4;
const mostSources = 3;
/** No single test may use more than this share of all steps. */
const mostForOneTest = 0.2;
/** For each question about the story; the proof does not depend on its answer. */
const mostStepsForStory = 10_000;

/**
 * Cuts a failing part down.
 *
 * @param maxSteps - for all tests of what may be cut; where they are not enough, calls are kept.
 */
export function cutDown<State, Operation, Result>(
  specification: SequentialSpecification<State, Operation, Result>,
  part: Part<Operation, Result>,
  stuckAt: Task<Operation, Result>,
  maxSteps: number,
): Counterexample<Result> {
  const open = part.tasks.filter(({ from }) => from <= stuckAt.until);
  const suspects = open.filter(({ isRequired }) => isRequired).sort(nearestTo(stuckAt));
  // No test looks beyond the last return of what it requires.
  const horizon = Math.max(...suspects.map(({ until }) => until));
  const tasks = part.tasks.filter(({ from }) => from <= horizon);
  let isMinimal = true;
  let stepsLeft = maxSteps;
  const isViolation = (required: readonly Task<Operation, Result>[]): boolean => {
    // Setting a search up costs about as much as a step for each task.
    stepsLeft -= tasks.length;
    let answer: Answer = "undecided";
    if (stepsLeft > 0) {
      const search = new Search(specification, part.name, withOptional(tasks, required));
      answer = search.run(Math.min(stepsLeft, maxSteps * mostForOneTest));
      stepsLeft -= search.steps;
    }
    if (answer === "undecided") isMinimal = false;
    return answer === "impossible";
  };
  // Most violations show within a few calls before the one that fails.
  let window = 4;
  while (window < suspects.length && !isViolation(suspects.slice(0, window))) window *= 2;
  const required = minimal(suspects.slice(0, window), isViolation);
  const calls = required.toSorted((a, b) => a.from - b.from);
  const blamed = required.reduce((last, task) => (task.until > last.until ? task : last));
  const story = {
    calls,
    blamed,
    sources: sourcesOf(specification, part.name, tasks, calls, blamed),
    couldReturn: otherResults(specification, part, blamed),
    others: part.tasks.length - calls.length,
  };
  return {
    part: part.name,
    calls: calls.map(({ index }) => index),
    blamed: blamed.index,
    couldReturn: story.couldReturn,
    sources: story.sources.map(({ index }) => index),
    isMinimal,
    explanation: explain(story, specification),
  };
}

/** The call itself, then those that had returned when it was invoked, which say most, then those open beside it. */
function nearestTo<Task extends { readonly from: number; readonly until: number }>(call: Task) {
  const distance = (other: Task): number => (other === call ? 0 : other.until < call.from ? 1 : 2);
  return (a: Task, b: Task): number => distance(a) - distance(b) || b.until - a.until;
}

function withOptional<Operation, Result>(
  tasks: readonly Task<Operation, Result>[],
  required: readonly Task<Operation, Result>[],
): readonly Task<Operation, Result>[] {
  const kept = new Set(required);
  return tasks.map((task) => (kept.has(task) ? task : asOptional(task)));
}

/** The results with which the blamed call would have fitted in with all that happened until it returned. */
function otherResults<State, Operation, Result>(
  specification: SequentialSpecification<State, Operation, Result>,
  { name, tasks }: Part<Operation, Result>,
  blamed: Task<Operation, Result>,
): readonly Result[] | null {
  const earlier = tasks
    .filter((task) => task !== blamed && task.from <= blamed.until)
    .map((task) => (task.until <= blamed.until ? task : { ...task, isRequired: false, until: Infinity }));
  // This asks for results that nobody was told.
  const unmerged = { ...specification, telling: () => () => true };
  const results: Result[] = [];
  for (;;) {
    const other = asAnythingBut(blamed, results);
    const search = new Search(unmerged, name, [...earlier, other]);
    const answer = search.run(mostStepsForStory);
    if (answer === "impossible") return results;
    const told = answer === "found" ? search.resultOf(other) : null;
    if (told === null || results.length === mostResults) return null;
    results.push(told.result);
  }
}

/** Which optional calls explain the part's results once the latest of its other calls is optional too. */
function sourcesOf<State, Operation, Result>(
  specification: SequentialSpecification<State, Operation, Result>,
  part: string,
  known: readonly Task<Operation, Result>[],
  calls: readonly Task<Operation, Result>[],
  blamed: Task<Operation, Result>,
): readonly Task<Operation, Result>[] {
  const released = calls.findLast((task) => task !== blamed);
  const required = calls.filter((task) => task !== released);
  const whole = new Search(specification, part, withOptional(known, required));
  if (released === undefined || whole.run(mostStepsForStory) !== "found") return [];
  const used = whole.order.filter(({ isRequired }) => !isRequired);
  const latestFirst = used.toSorted((a, b) => b.until - a.until);
  const explains = (optional: readonly Task<Operation, Result>[]): boolean =>
    new Search(specification, part, [...required, ...optional]).run(mostStepsForStory) === "found";
  return minimal(latestFirst, explains)
    .toSorted((a, b) => a.from - b.from)
    .slice(-mostSources);
}
