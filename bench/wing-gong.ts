import { sameData } from "../src/core/index.ts";
import type { History, SequentialSpecification } from "../src/properties/index.ts";

/**
 * Wing and Gong's search as first published (1993), key by key: no configuration is remembered.
 *
 * @returns whether the history is linearizable, null if that took more than `maxSteps`.
 */
export function wingGong<State, Operation, Result>(
  history: History<Operation, Result>,
  { initial, outcomes, partition = () => "" }: SequentialSpecification<State, Operation, Result>,
  maxSteps: number,
): boolean | null {
  let steps = 0;
  const linearize = (open: History<Operation, Result>, state: State): boolean | null => {
    const firstReturn = Math.min(...open.map((call) => call.returnedAt ?? Infinity));
    if (firstReturn === Infinity) return true;
    for (const call of open) {
      if (call.invokedAt > firstReturn) break;
      if (++steps > maxSteps) return null;
      for (const outcome of outcomes(state, call.operation)) {
        if (call.returnedAt !== null && !sameData(call.result, outcome.result)) continue;
        const rest = linearize(
          open.filter((other) => other !== call),
          outcome.state,
        );
        if (rest !== false) return rest;
      }
    }
    return false;
  };
  const parts = Map.groupBy(history, ({ operation }) => partition(operation));
  for (const [part, calls] of parts) {
    const verdict = linearize(
      calls.toSorted((a, b) => a.invokedAt - b.invokedAt),
      initial(part),
    );
    if (verdict !== true) return verdict;
  }
  return true;
}
