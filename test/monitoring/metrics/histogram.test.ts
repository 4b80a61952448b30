import * as fc from "fast-check";
import { expect, it } from "vitest";
import { distributionOf, mergeDistributions } from "../../../src/monitoring/index.ts";

/** Of any magnitude: microseconds to an hour. */
const durations = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 8 }), fc.double({ min: 1, max: 10, noNaN: true }))
    .map(([power, digits]) => {
      return Math.floor(digits * 10 ** power);
    }),
  { minLength: 1, maxLength: 200 },
);

const quantiles = { p50: 0.5, p90: 0.9, p99: 0.99, p999: 0.999, max: 1 } as const;

it("quantiles are those of the sorted list, or less than a thousandth above", () => {
  fc.assert(
    fc.property(durations, (list) => {
      const sorted = list.toSorted((a, b) => a - b);
      const distribution = distributionOf(list);
      for (const [name, share] of Object.entries(quantiles)) {
        const exact = sorted[Math.ceil(share * sorted.length) - 1]!;
        const read = distribution[name as keyof typeof quantiles];
        expect(read).toBeGreaterThanOrEqual(exact);
        expect(read).toBeLessThanOrEqual(exact * 1.001);
      }
      expect(distribution.min).toBeLessThanOrEqual(sorted[0]! * 1.001);
      expect(distribution.count).toBe(list.length);
    }),
    { numRuns: 40 },
  );
});

it("two parts come to the same as the whole", () => {
  fc.assert(
    fc.property(durations, durations, (some, others) => {
      const merged = mergeDistributions([distributionOf(some), distributionOf(others)]);
      expect(merged).toEqual(distributionOf([...some, ...others]));
    }),
    { numRuns: 12 },
  );
});

it("no durations, no distribution", () => {
  expect(distributionOf([])).toMatchObject({ count: 0, p50: 0, max: 0, buckets: [] });
  expect(mergeDistributions([distributionOf([]), distributionOf([7])])).toEqual(distributionOf([7]));
});

it("a duration of nothing counts too: a node that is a quorum by itself", () => {
  expect(distributionOf([0, 0, 5])).toMatchObject({ count: 3, min: 0, p50: 0, max: 5 });
});
