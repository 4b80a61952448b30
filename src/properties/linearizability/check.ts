import { cutDown, type Counterexample } from "./counterexample.ts";
import { decide, partsOf } from "./decide.ts";
import { validateHistory, type History } from "./history.ts";
import type { SequentialSpecification } from "./specification.ts";
import { mergeOrders, type LinearizationPoint } from "./witness.ts";

export interface LinearizabilityOptions {
  /**
   * How many outcomes the search may ask of the specification before it gives up; by default 5 million. A
   * step takes about a microsecond, and 20 to 40 bytes where it reaches something new. Cutting down what fails may
   * take as many again.
   */
  readonly maxSteps?: number;
}

export type LinearizabilityVerdict<Result> =
  | {
      readonly kind: "linearizable";
      readonly steps: number;
      /** The proof: an order of all calls that took effect, with a moment for each. */
      readonly order: readonly LinearizationPoint[];
    }
  | {
      readonly kind: "not linearizable";
      readonly steps: number;
      readonly counterexample: Counterexample<Result>;
    }
  /** The bound on steps was reached first: nothing is known. */
  | {
      readonly kind: "unknown";
      readonly steps: number;
      /** The objects not decided, as `partition` names them; the others are linearizable. */
      readonly undecided: readonly string[];
    };

/**
 * Whether a history is linearizable: whether every call could have taken effect all at once at some moment
 * between its invocation and its return, with the result that its client was told.
 *
 * @throws RangeError for a call that returns before it is invoked, or bounds that are no bounds.
 */
export function checkLinearizability<State, Operation, Result>(
  history: History<Operation, Result>,
  specification: SequentialSpecification<State, Operation, Result>,
  { maxSteps = 5_000_000 }: LinearizabilityOptions = {},
): LinearizabilityVerdict<Result> {
  if (!(maxSteps >= 1)) throw new RangeError(`maxSteps must be at least 1; got ${maxSteps}.`);
  validateHistory(history);
  const decision = decide(partsOf(history, specification), specification, maxSteps);
  const { kind, steps } = decision;
  switch (kind) {
    case "linearizable":
      return { kind, steps, order: mergeOrders(decision.orders) };
    case "not linearizable": {
      const { part, stuckAt } = decision;
      return { kind, steps, counterexample: cutDown(specification, part, stuckAt, maxSteps) };
    }
    case "unknown":
      return { kind, steps, undecided: decision.undecided };
  }
}
