import * as fc from "fast-check";
import { expect, it } from "vitest";
import { bandsOf } from "../../src/grader/reports/bands.ts";

it("few points have a band each", () => {
  expect(bandsOf([2, 0, 1, 5])).toEqual([
    { points: "0", students: 2 },
    { points: "1", students: 0 },
    { points: "2", students: 1 },
    { points: "all 3", students: 5 },
  ]);
});

it("many points share bands, but for full marks", () => {
  expect(bandsOf(Array.from({ length: 14 }, () => 1)).map(({ points }) => points)).toEqual([
    "0 to 1",
    "2 to 3",
    "4 to 5",
    "6 to 7",
    "8 to 9",
    "10 to 11",
    "12",
    "all 13",
  ]);
});

it("there are never many, and nobody is left out", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { minLength: 1, maxLength: 200 }), (distribution) => {
      const bands = bandsOf(distribution);
      expect(bands.length).toBeLessThanOrEqual(11);
      const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
      expect(sum(bands.map(({ students }) => students))).toBe(sum(distribution));
    }),
  );
});
