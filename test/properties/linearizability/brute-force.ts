import { sameData } from "../../../src/core/index.ts";
import type { Call, History, SequentialSpecification } from "../../../src/properties/index.ts";

/**
 * Linearizability by its definition (Herlihy and Wing, section 2.3): some of the pending calls and all that
 * returned can be put in an order that keeps real time and that the specification allows. Tries every order of every
 * choice of pending calls, with nothing clever at all: the oracle for the checker.
 *
 * @param isOptional - returned calls that may have taken effect in their time, or not, with any result.
 */
export function isLinearizableByBruteForce<State, Operation, Result>(
  history: History<Operation, Result>,
  specification: SequentialSpecification<State, Operation, Result>,
  isOptional: (call: Call<Operation, Result>) => boolean = () => false,
): boolean {
  const mayBeAbsent = (call: Call<Operation, Result>): boolean =>
    call.returnedAt === null || isOptional(call);
  const certain = history.filter((call) => !mayBeAbsent(call));
  return subsets(history.filter(mayBeAbsent)).some((some) =>
    permutations([...certain, ...some]).some(
      (order) => keepsRealTime(order) && isAllowed(order, specification, isOptional),
    ),
  );
}

/** Whether no call stands after one that was invoked only when it had returned. */
export function keepsRealTime(order: readonly Call<unknown, unknown>[]): boolean {
  return order.every(({ returnedAt }, place) =>
    order.slice(0, place).every(({ invokedAt }) => returnedAt === null || returnedAt >= invokedAt),
  );
}

/** Whether the object, used by one client after the other in this order, may answer as it did. */
export function isAllowed<State, Operation, Result>(
  order: readonly Call<Operation, Result>[],
  { initial, outcomes, partition = () => "" }: SequentialSpecification<State, Operation, Result>,
  isUnknown: (call: Call<Operation, Result>) => boolean = () => false,
): boolean {
  const search = (place: number, states: ReadonlyMap<string, State>): boolean => {
    const call = order[place];
    if (call === undefined) return true;
    const part = partition(call.operation);
    const state = states.has(part) ? states.get(part)! : initial(part);
    return outcomes(state, call.operation).some(
      (outcome) =>
        (call.returnedAt === null || isUnknown(call) || sameData(call.result, outcome.result)) &&
        search(place + 1, new Map([...states, [part, outcome.state]])),
    );
  };
  return search(0, new Map());
}

function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  const [first, ...rest] = items;
  if (first === undefined) return [[]];
  return subsets(rest).flatMap((some) => [some, [first, ...some]]);
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((first, place) =>
    permutations(items.toSpliced(place, 1)).map((rest) => [first, ...rest]),
  );
}
