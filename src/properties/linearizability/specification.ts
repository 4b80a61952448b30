import { brief } from "./brief.ts";

/**
 * What a shared object does when its clients come one after the other: the meaning that every
 * concurrent history must be explained by. (Herlihy and Wing, section 2.2: sequential specification.)
 *
 * States, operations and results are plain data, compared by structure.
 */
export interface SequentialSpecification<State, Operation, Result> {
  readonly name: string;
  /** The state at the start; `part` is what {@link partition} said, "" without it. */
  readonly initial: (part: string) => State;
  /**
   * Everything that may come of an operation: one outcome if the object is deterministic, several if it
   * may choose, none if it never takes effect in this state.
   */
  readonly outcomes: (state: State, operation: Operation) => readonly Outcome<State, Result>[];
  /**
   * Which of several independent objects an operation is about, such as its key: then a `State` is that of one
   * object, and each is checked alone. (Locality: Herlihy and Wing, theorem 1; P-compositionality: Horn and Kroening 2015.)
   */
  readonly partition?: (operation: Operation) => string;
  /**
   * Whether the operation changes no state when it ends with this result (with any, if there is no
   * result given). It saves most of the search: such an operation can take effect as soon as it is allowed to.
   */
  readonly isReadOnly?: (operation: Operation, observed: Observed<Result>) => boolean;
  /**
   * Which states the results that clients were told can tell apart, which saves much of the search.
   *
   * Given all calls about one object it returns whether a state is told: whether some result told, now or after
   * further operations, may set it apart from the other states. All states that are not told must be as good as one
   * another: they allow the same results, of those told, and lead to states that are equal or again not told.
   */
  readonly telling?: (
    calls: readonly { readonly operation: Operation; readonly observed: Observed<Result> }[],
  ) => (state: State) => boolean;
  /** A few words for an operation, and its result if known: `get x → 3`. */
  readonly describe?: (operation: Operation, observed: Observed<Result>) => string;
}

export interface Outcome<State, Result> {
  readonly state: State;
  readonly result: Result;
}

/** A result that a client was told, or null if it was told none. */
export type Observed<Result> = { readonly result: Result } | null;

/** In words, by the specification or as JSON. */
export function describeOperation<Operation, Result>(
  { describe }: Pick<SequentialSpecification<never, Operation, Result>, "describe">,
  operation: Operation,
  observed: Observed<Result>,
): string {
  if (describe !== undefined) return describe(operation, observed);
  const words = brief(operation);
  return observed === null ? words : `${words} → ${brief(observed.result)}`;
}
