import * as fc from "fast-check";
import { expect, it } from "vitest";
import { toCodePoints, toCodeUnits } from "../../../src/kernel/service/code-points.ts";

it("an emoji is one code point and two code units", () => {
  expect(toCodeUnits("a😀b", 2)).toBe(3);
  expect(toCodePoints("a😀b", 3)).toBe(2);
});

it("a position goes there and back", () => {
  const text = fc.string({ unit: "binary" });
  fc.assert(
    fc.property(text, fc.nat(), (source, seed) => {
      const position = seed % (Array.from(source).length + 1);
      expect(toCodePoints(source, toCodeUnits(source, position))).toBe(position);
    }),
  );
});

it("beyond the end is the end", () => {
  expect(toCodeUnits("😀", 9)).toBe(2);
});
