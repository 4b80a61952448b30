import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { milliseconds, minutes } from "../../../src/core/index.ts";
import { compressedScale, linearScale } from "../../../src/figures/space-time/time-scale.ts";

const extent = { left: 100, right: 900 };

test.each([
  [{ from: 0, to: 900 }, "virtual time (µs)"],
  [{ from: 0, to: milliseconds(46) }, "virtual time (ms)"],
  [{ from: 0, to: milliseconds(46_000) }, "virtual time (s)"],
  [{ from: 0, to: minutes(46) }, "virtual time (min)"],
])("the axis is in the unit that suits its range: %o", (range, title) => {
  const scale = linearScale(range, extent);
  expect(scale.title).toBe(title);
  expect(scale.ticks.length).toBeGreaterThan(4);
  expect(scale.ticks.length).toBeLessThan(14);
});

describe("a compressed scale", () => {
  const moments = [0, milliseconds(20), milliseconds(40), minutes(30), minutes(30) + milliseconds(10)];
  const range = { from: 0, to: minutes(30) + milliseconds(10) };
  const scale = compressedScale(range, moments, milliseconds(100), extent);

  test("leaves out the half hour in which nothing happens, and says so", () => {
    expect(scale.breaks).toHaveLength(1);
    expect(scale.breaks[0]?.skipped).toBe(minutes(30) - milliseconds(40));
    expect(scale.x(milliseconds(40))).toBeGreaterThan(400);
  });

  test("keeps the order of moments, within the page", () => {
    fc.assert(
      fc.property(fc.nat(range.to), fc.nat(range.to), (a, b) => {
        const [earlier, later] = a < b ? [a, b] : [b, a];
        expect(scale.x(earlier)).toBeLessThanOrEqual(scale.x(later));
        expect(scale.x(earlier)).toBeGreaterThanOrEqual(extent.left);
        expect(scale.x(later)).toBeLessThanOrEqual(extent.right);
      }),
    );
  });

  test("keeps labels of ticks apart", () => {
    const xs = scale.ticks.map(({ x }) => x);
    const gaps = xs.slice(1).map((x, index) => x - (xs[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(36);
  });

  test("is a linear one where nothing is idle", () => {
    expect(compressedScale({ from: 0, to: 1000 }, [0, 500], 800, extent).breaks).toEqual([]);
  });
});
