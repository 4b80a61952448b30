import * as fc from "fast-check";
import type { Call, History, SequentialSpecification } from "../../../src/properties/index.ts";
import { fifoQueue, keyValueMap, ledger, locks, register } from "../../../src/properties/index.ts";

/** A specification with operations to try it by, and results that are sometimes right. */
export interface Subject {
  readonly specification: SequentialSpecification<unknown, unknown, unknown>;
  readonly operations: fc.Arbitrary<unknown>;
}

const subject = <State, Operation, Result>(
  specification: SequentialSpecification<State, Operation, Result>,
  operations: fc.Arbitrary<Operation>,
): Subject => ({ specification: specification as Subject["specification"], operations });

const letter = fc.constantFrom("a", "b");
const key = fc.constantFrom("x", "x", "x", "y");

/** A coin that may fall on either side: an object with several outcomes for one operation. */
const coin: SequentialSpecification<boolean, "toss" | "look", boolean> = {
  name: "coin",
  initial: () => true,
  outcomes: (side, operation) =>
    operation === "look"
      ? [{ state: side, result: side }]
      : [true, false].map((other) => ({ state: other, result: other })),
};

export const subjects: readonly Subject[] = [
  subject(
    register("a"),
    fc.oneof(
      fc.constant({ kind: "read" as const }),
      fc.record({ kind: fc.constant("write" as const), value: fc.constantFrom("a", "b", "c", "d") }),
      fc.record({ kind: fc.constant("cas" as const), expected: letter, value: letter }),
    ),
  ),
  subject(
    keyValueMap,
    fc.oneof(
      fc.record({ kind: fc.constant("get" as const), key }),
      fc.record({ kind: fc.constant("get" as const), key }),
      fc.record({ kind: fc.constant("put" as const), key, value: letter }),
      fc.record({ kind: fc.constant("append" as const), key, value: letter }),
      fc.record({ kind: fc.constant("delete" as const), key }),
      fc.record({ kind: fc.constant("cas" as const), key, expected: fc.option(letter), value: letter }),
    ),
  ),
  subject(
    locks,
    fc.record({
      kind: fc.constantFrom("acquire" as const, "release" as const),
      lock: fc.constant("l"),
      owner: fc.constantFrom("ann", "bob"),
    }),
  ),
  subject(
    fifoQueue<string>(),
    fc.oneof(
      fc.record({ kind: fc.constant("enqueue" as const), queue: fc.constant("q"), item: letter }),
      fc.record({ kind: fc.constant("dequeue" as const), queue: fc.constant("q") }),
    ),
  ),
  subject(
    ledger({ Kurla: 2 }),
    fc.record({
      kind: fc.constantFrom("deposit" as const, "withdraw" as const, "balance" as const),
      account: fc.constantFrom("Kurla", "Kurla", "Dadar"),
      amount: fc.integer({ min: 1, max: 3 }),
    }),
  ),
  subject(coin, fc.constantFrom<("toss" | "look")[]>("toss", "look", "look", "look")),
];

/**
 * Small histories, with calls that tie and calls that never return.
 *
 * Each call takes effect at a moment of its own and returns what a real object would; some results
 * are then swapped for those of other calls, and some calls take effect outside their time. About half are linearizable.
 */
export function histories(
  { specification, operations }: Subject,
  most: number,
): fc.Arbitrary<History<unknown, unknown>> {
  const drafts = fc.array(
    fc.record({
      operation: operations,
      invokedAt: fc.integer({ min: 0, max: 12 }),
      lasts: fc.integer({ min: 0, max: 6 }),
      effect: fc.integer({ min: 0, max: 6 }),
      slip: fc.constantFrom(0, 0, 0, -6, 4, 8),
      isPending: fc.constantFrom(false, false, false, false, true),
      choice: fc.nat(5),
    }),
    { minLength: 2, maxLength: most, size: "max" },
  );
  return drafts.map((calls) => {
    const states = new Map<string, unknown>();
    const results = new Map<object, unknown>();
    const at = (call: (typeof calls)[number]): number =>
      call.invokedAt + Math.min(call.effect, call.lasts) + call.slip;
    for (const call of calls.toSorted((a, b) => at(a) - at(b))) {
      const part = specification.partition?.(call.operation) ?? "";
      const state = states.has(part) ? states.get(part) : specification.initial(part);
      const outcomes = specification.outcomes(state, call.operation);
      const outcome = outcomes[call.choice % outcomes.length]!;
      if (call.isPending && call.choice < 3) continue;
      states.set(part, outcome.state);
      results.set(call, outcome.result);
    }
    return calls.map((call, client): Call<unknown, unknown> => {
      const { operation, invokedAt, lasts, isPending } = call;
      return isPending
        ? { client, operation, invokedAt, returnedAt: null }
        : { client, operation, invokedAt, returnedAt: invokedAt + lasts, result: results.get(call) };
    });
  });
}
