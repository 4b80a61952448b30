import type { Call } from "./history.ts";
import type { Observed, SequentialSpecification } from "./specification.ts";

/** One call as the search sees it: what must, or may, take effect once between two moments. */
export interface Task<Operation, Result> {
  /** Where the call stands in the history. */
  readonly index: number;
  readonly client: number;
  readonly operation: Operation;
  readonly from: number;
  /** Infinity for a call that never returned. */
  readonly until: number;
  /** Whether it must take effect; one whose outcome nobody knows need not. */
  readonly isRequired: boolean;
  readonly observed: Observed<Result>;
  /** Results that it must not have, for asking what else it could have returned. */
  readonly refused: readonly Result[];
}

/** What is known of a call: a returned one took effect with its result, a pending one may have. */
export function asObserved<Operation, Result>(
  call: Call<Operation, Result>,
  index: number,
): Task<Operation, Result> {
  const { client, operation, invokedAt: from } = call;
  const isRequired = call.returnedAt !== null;
  const until = call.returnedAt ?? Infinity;
  return {
    index,
    client,
    operation,
    from,
    until,
    isRequired,
    observed: isRequired ? call : null,
    refused: [],
  };
}

/** The call as one that may or may not have taken effect in its time, with whatever result. */
export function asOptional<Operation, Result>(task: Task<Operation, Result>): Task<Operation, Result> {
  return { ...task, isRequired: false, observed: null };
}

/** The call as one that took effect in its time, with any result but these. */
export function asAnythingBut<Operation, Result>(
  task: Task<Operation, Result>,
  refused: readonly Result[],
): Task<Operation, Result> {
  return { ...task, isRequired: true, observed: null, refused };
}

/** Whether the task can be left out of a search because it changes nothing and nobody knows its result. */
export function isIdle<Operation, Result>(
  { isRequired, operation }: Task<Operation, Result>,
  { isReadOnly }: Pick<SequentialSpecification<never, Operation, Result>, "isReadOnly">,
): boolean {
  return !isRequired && isReadOnly !== undefined && isReadOnly(operation, null);
}
