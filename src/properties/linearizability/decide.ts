import type { History } from "./history.ts";
import { Search } from "./search.ts";
import type { SequentialSpecification } from "./specification.ts";
import { asObserved, type Task } from "./task.ts";

/** The calls about one object. */
export interface Part<Operation, Result> {
  /** What the specification's `partition` calls it; "" without one. */
  readonly name: string;
  readonly tasks: readonly Task<Operation, Result>[];
}

export type Decision<Operation, Result> =
  | {
      readonly kind: "linearizable";
      readonly steps: number;
      /** For each part its tasks in the order in which they took effect. */
      readonly orders: readonly (readonly Task<Operation, Result>[])[];
    }
  | {
      readonly kind: "not linearizable";
      readonly steps: number;
      readonly part: Part<Operation, Result>;
      /** The call before whose return no order is right. */
      readonly stuckAt: Task<Operation, Result>;
    }
  | { readonly kind: "unknown"; readonly steps: number; readonly undecided: readonly string[] };

/** Steps that a part gets in the first round; each round gives twice as many. */
const firstSlice = 1_000;

/**
 * Searches all parts in turn, some steps each, so that one hard to decide does not keep another's violation hidden.
 *
 * @param maxSteps - for all parts together.
 */
export function decide<State, Operation, Result>(
  parts: readonly Part<Operation, Result>[],
  specification: SequentialSpecification<State, Operation, Result>,
  maxSteps: number,
): Decision<Operation, Result> {
  const searches = parts.map((part) => ({
    part,
    search: new Search(specification, part.name, part.tasks),
  }));
  let undecided = searches;
  let steps = 0;
  for (let slice = firstSlice; undecided.length > 0 && steps < maxSteps; slice *= 2) {
    const remaining: typeof searches = [];
    for (const entry of undecided) {
      const { part, search } = entry;
      const before = search.steps;
      const answer = search.run(Math.min(slice, Math.max(1, maxSteps - steps)));
      steps += search.steps - before;
      if (answer === "impossible") return { kind: "not linearizable", steps, part, stuckAt: search.stuckAt! };
      if (answer === "undecided") remaining.push(entry);
    }
    undecided = remaining;
  }
  if (undecided.length > 0)
    return { kind: "unknown", steps, undecided: undecided.map(({ part }) => part.name) };
  return { kind: "linearizable", steps, orders: searches.map(({ search }) => search.order) };
}

/** The history by object, each part in the order of its first call. */
export function partsOf<State, Operation, Result>(
  history: History<Operation, Result>,
  { partition }: SequentialSpecification<State, Operation, Result>,
): readonly Part<Operation, Result>[] {
  const parts = new Map<string, Task<Operation, Result>[]>();
  for (let index = 0; index < history.length; index++) {
    const call = history[index]!;
    const name = partition?.(call.operation) ?? "";
    const tasks = parts.get(name);
    if (tasks === undefined) parts.set(name, [asObserved(call, index)]);
    else tasks.push(asObserved(call, index));
  }
  return Array.from(parts, ([name, tasks]) => ({ name, tasks }));
}
