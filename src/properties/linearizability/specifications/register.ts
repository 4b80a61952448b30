import { brief } from "../brief.ts";
import { canonicalKey } from "../canonical-key.ts";
import type { SequentialSpecification } from "../specification.ts";

export type RegisterOperation<Value> =
  | { readonly kind: "read" }
  | { readonly kind: "write"; readonly value: Value }
  /** Compare and set: writes `value` if the register holds `expected`, and says whether it did. */
  | { readonly kind: "cas"; readonly expected: Value; readonly value: Value };

/** A read returns the value, a cas whether it wrote, a write "ok". */
export type RegisterResult<Value> = Value | boolean | "ok";

/** A single cell that is read and written. */
export function register<Value>(
  initial: Value,
): SequentialSpecification<Value, RegisterOperation<Value>, RegisterResult<Value>> {
  return {
    name: "register",
    initial: () => initial,
    outcomes(held, operation) {
      switch (operation.kind) {
        case "read":
          return [{ state: held, result: held }];
        case "write":
          return [{ state: operation.value, result: "ok" }];
        case "cas": {
          const isExpected = canonicalKey(held) === canonicalKey(operation.expected);
          return [{ state: isExpected ? operation.value : held, result: isExpected }];
        }
      }
    },
    isReadOnly: ({ kind }, observed) => kind === "read" || (kind === "cas" && observed?.result === false),
    telling(calls) {
      const told = new Set<unknown>();
      for (const { operation, observed } of calls) {
        if (operation.kind === "read" && observed !== null) told.add(canonicalKey(observed.result));
        if (operation.kind === "cas" && observed !== null) told.add(canonicalKey(operation.expected));
      }
      const needed = withExpected(told, calls);
      return (value) => needed.has(canonicalKey(value));
    },
    describe(operation, observed) {
      const told = observed === null ? "" : ` → ${brief(observed.result)}`;
      switch (operation.kind) {
        case "read":
          return `read${told}`;
        case "write":
          return `write ${brief(operation.value)}`;
        case "cas":
          return `cas ${brief(operation.expected)} to ${brief(operation.value)}${told}`;
      }
    },
  };
}

/** The values told, and those expected by a cas of unknown outcome that would write one of these. */
function withExpected<Value>(
  told: ReadonlySet<unknown>,
  calls: readonly { readonly operation: RegisterOperation<Value> }[],
): ReadonlySet<unknown> {
  const needed = new Set(told);
  let size = -1;
  while (size !== needed.size) {
    size = needed.size;
    for (const { operation } of calls) {
      if (operation.kind === "cas" && needed.has(canonicalKey(operation.value))) {
        needed.add(canonicalKey(operation.expected));
      }
    }
  }
  return needed;
}
