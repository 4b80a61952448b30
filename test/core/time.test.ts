import { expect, it } from "vitest";
import { formatDuration, microseconds, milliseconds, minutes, seconds } from "../../src/core/index.ts";

it("counts in whole microseconds", () => {
  expect([microseconds(7), milliseconds(1.5), seconds(2), minutes(30)]).toEqual([
    7, 1_500, 2_000_000, 1_800_000_000,
  ]);
  expect(milliseconds(0.0004)).toBe(0);
});

it("reads in the unit people would choose", () => {
  expect(formatDuration(850)).toBe("850 µs");
  expect(formatDuration(milliseconds(12.5))).toBe("12.5 ms");
  expect(formatDuration(milliseconds(100))).toBe("100 ms");
  expect(formatDuration(seconds(3.25))).toBe("3.25 s");
  expect(formatDuration(seconds(90))).toBe("90 s");
  expect(formatDuration(minutes(30))).toBe("30 min");
});
