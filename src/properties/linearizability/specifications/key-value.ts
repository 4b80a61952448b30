import { brief } from "../brief.ts";
import type { SequentialSpecification } from "../specification.ts";

interface OfKey {
  readonly key: string;
}

export type KeyValueOperation = OfKey &
  (
    | { readonly kind: "get" }
    | { readonly kind: "put"; readonly value: string }
    /** Adds to the end of what is there, or puts it if nothing is. */
    | { readonly kind: "append"; readonly value: string }
    | { readonly kind: "delete" }
    /** Compare and set: puts `value` if `expected` is there (null: if nothing is), and says whether it did. */
    | { readonly kind: "cas"; readonly expected: string | null; readonly value: string }
  );

/** A get returns the value, null if there is none; a cas whether it put; all others "ok". */
export type KeyValueResult = string | null | boolean;

/** A map from keys to texts, each key an object of its own. The state is that of one key: its text, or null. */
export const keyValueMap: SequentialSpecification<string | null, KeyValueOperation, KeyValueResult> = {
  name: "key-value map",
  initial: () => null,
  partition: ({ key }) => key,
  outcomes(text, operation) {
    switch (operation.kind) {
      case "get":
        return [{ state: text, result: text }];
      case "put":
        return [{ state: operation.value, result: "ok" }];
      case "append":
        return [{ state: (text ?? "") + operation.value, result: "ok" }];
      case "delete":
        return [{ state: null, result: "ok" }];
      case "cas": {
        const isExpected = text === operation.expected;
        return [{ state: isExpected ? operation.value : text, result: isExpected }];
      }
    }
  },
  isReadOnly: ({ kind }, observed) => kind === "get" || (kind === "cas" && observed?.result === false),
  telling(calls) {
    const told = new Set<string>();
    for (const { operation, observed } of calls) {
      if (operation.kind === "get" && typeof observed?.result === "string") told.add(observed.result);
      if (operation.kind === "cas" && operation.expected !== null) told.add(operation.expected);
    }
    const sorted = [...told].sort();
    // A text that begins no text told is never told itself, whatever is appended to it.
    return (text) => text === null || isBeginningOfSome(text, sorted);
  },
  describe(operation, observed) {
    const told = observed === null ? "" : ` → ${brief(observed.result)}`;
    const { key } = operation;
    switch (operation.kind) {
      case "get":
        return `get ${key}${told}`;
      case "put":
        return `put ${key} = ${brief(operation.value)}`;
      case "append":
        return `append ${brief(operation.value)} to ${key}`;
      case "delete":
        return `delete ${key}`;
      case "cas":
        return `cas ${key} from ${brief(operation.expected)} to ${brief(operation.value)}${told}`;
    }
  },
};

/** Texts that begin with `text` stand together in a sorted list, from where `text` itself would stand. */
function isBeginningOfSome(text: string, sorted: readonly string[]): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < text) low = middle + 1;
    else high = middle;
  }
  return low < sorted.length && sorted[low]!.startsWith(text);
}
