import * as fc from "fast-check";
import { expect, it } from "vitest";
import { matcherOf } from "../../../../src/kernel/host/history/glob.ts";

it.each([
  ["*", "anything\nat all", true],
  ["const *", "const x = 1", true],
  ["const *", " const x = 1", false],
  ["*[xyz] = ?", "const y = 7", true],
  ["*[^a-y] = ?", "const y = 7", false],
  ["*[a-y] = ?", "const y = 7", true],
  ["a.b", "axb", false],
  ["[", "[", true],
  ["?", "🙂", true],
  ["", "", true],
  ["", "a", false],
])("%j on %j: %j", (pattern, text, expected) => {
  expect(matcherOf(pattern)(text)).toBe(expected);
});

it("agrees with the regular expression that means the same", () => {
  const symbols = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 8 });
  const texts = fc.string({ unit: fc.constantFrom("a", "b", "\n"), maxLength: 8 });
  fc.assert(
    fc.property(symbols, texts, (pattern, text) => {
      const source = pattern.replaceAll("*", "[^]*").replaceAll("?", "[^]");
      expect(matcherOf(pattern)(text)).toBe(new RegExp(`^${source}$`).test(text));
    }),
  );
});

it("takes no time that explodes", () => {
  const start = performance.now();
  expect(matcherOf(`${"*a".repeat(30)}b`)("a".repeat(10_000))).toBe(false);
  expect(performance.now() - start).toBeLessThan(1_000);
});
