import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/core/index.ts";
import {
  estimateMean,
  estimateQuantile,
  estimateShare,
  type Estimate,
} from "../../src/experiments/statistics/estimates.ts";

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

describe("a mean", () => {
  it("has Student’s interval: of 1 to 5, 3 ± 2.7764 · √2.5 / √5, as the tables have it", () => {
    const { value, low, high } = estimateMean([1, 2, 3, 4, 5]) as Estimate;
    expect(value).toBe(3);
    expect(low).toBeCloseTo(3 - 1.96324, 4);
    expect(high).toBeCloseTo(3 + 1.96324, 4);
  });

  it("of one run may be far off, nobody knows how far; of none it is nothing", () => {
    expect(estimateMean([7])).toEqual({ value: 7, low: null, high: null });
    expect(estimateMean([])).toBeNull();
  });
});

describe("a share of runs that say yes", () => {
  it("has Wilson’s interval: of 2 in 50, 1.10 to 13.46 %, which stays above 0", () => {
    const { value, low, high } = estimateShare([
      ...Array.from({ length: 48 }, () => 0),
      100,
      100,
    ]) as Estimate;
    expect(value).toBe(4);
    expect(low).toBeCloseTo(1.1042, 3);
    expect(high).toBeCloseTo(13.4601, 3);
  });

  it("is not sure even where all runs agree: none of 20 may be up to 16 %", () => {
    const none = Array.from({ length: 20 }, () => 0);
    expect(estimateShare(none)).toMatchObject({ value: 0, low: 0 });
    expect(estimateShare(none)!.high).toBeCloseTo(16.113, 2);
    expect(estimateShare([])).toBeNull();
  });
});

describe("a quantile", () => {
  it("interpolates as R and NumPy do", () => {
    expect(estimateQuantile([1, 2, 3, 10], 0.5)?.value).toBe(2.5);
    expect(estimateQuantile(upTo(20), 0.95)?.value).toBeCloseTo(19.05, 12);
  });

  it("of one run is what it measured, and of none nothing", () => {
    expect(estimateQuantile([7], 0.95)).toEqual({ value: 7, low: null, high: null });
    expect(estimateQuantile([], 0.95)).toBeNull();
  });

  it("of 20 runs: the median lies between the 6th and the 15th, as the tables of the sign test have it", () => {
    expect(estimateQuantile(upTo(20), 0.5)).toEqual({ value: 10.5, low: 6, high: 15 });
  });

  it("has no upper end while all runs may well lie below it: 0.95ⁿ > 2.5 % up to n = 71", () => {
    expect(estimateQuantile(upTo(71), 0.95)?.high).toBeNull();
    expect(estimateQuantile(upTo(72), 0.95)?.high).toBe(72);
  });
});

describe("95 % intervals", () => {
  const random = createRandom(1);
  const samples = Array.from({ length: 600 }, () => Array.from({ length: 100 }, () => random.unit()));
  const covered = (truth: number, estimate: (sorted: readonly number[]) => Estimate | null): number => {
    const hits = samples.filter((sample) => {
      const { low, high } = estimate(sample.toSorted((a, b) => a - b)) as Estimate;
      return low! <= truth && truth <= high!;
    });
    return hits.length / samples.length;
  };

  it("hold the true value in about 95 of 100 experiments, or more", () => {
    expect(covered(0.5, estimateMean)).toBeGreaterThan(0.93);
    expect(covered(0.5, estimateMean)).toBeLessThan(0.97);
    expect(covered(0.5, (sorted) => estimateQuantile(sorted, 0.5))).toBeGreaterThan(0.94);
    expect(covered(0.95, (sorted) => estimateQuantile(sorted, 0.95))).toBeGreaterThan(0.94);
  });
});
