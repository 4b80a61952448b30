import * as fc from "fast-check";
import { expect, it } from "vitest";
import { keyValueMap } from "../../../src/properties/index.ts";
import { keyValueStore, type KeyValueCommand } from "../../../src/protocols/services/index.ts";

// Keys that objects have of their own must be keys like any other.
const key = fc.constantFrom("x", "y", "constructor", "__proto__");
const value = fc.constantFrom("a", "b");
const command: fc.Arbitrary<KeyValueCommand> = fc.oneof(
  fc.record({ kind: fc.constant("get" as const), key }),
  fc.record({ kind: fc.constant("put" as const), key, value }),
  fc.record({ kind: fc.constant("append" as const), key, value }),
  fc.record({ kind: fc.constant("delete" as const), key }),
  fc.record({ kind: fc.constant("cas" as const), key, expected: fc.option(value), value }),
);

it("the key-value store does what its specification says", () => {
  fc.assert(
    fc.property(fc.array(command), (commands) => {
      let state = keyValueStore.initial;
      const texts = new Map<string, string | null>();
      for (const command of commands) {
        const { state: next, result } = keyValueStore.apply(state, command);
        const [expected] = keyValueMap.outcomes(texts.get(command.key) ?? null, command);
        expect(result).toBe(expected?.result);
        texts.set(command.key, expected!.state);
        state = next;
      }
    }),
  );
});
