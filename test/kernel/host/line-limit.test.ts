import { expect, it } from "vitest";
import { LineLimit } from "../../../src/kernel/host/line-limit.ts";

it("a flood of lines is cut short, then let through drop by drop, and what is left out is counted", () => {
  const limit = new LineLimit();
  const admittedWithin = (count: number, now: number): number =>
    Array.from({ length: count }, () => limit.ask(now)).filter(({ isAdmitted }) => isAdmitted).length;
  expect(admittedWithin(10_000, 0)).toBe(50);
  expect(limit.ask(1_000)).toEqual({ isAdmitted: true, leftOut: 9_950 });
  expect(limit.ask(1_000)).toEqual({ isAdmitted: true, leftOut: 0 });
  expect(admittedWithin(10_000, 1_000)).toBe(0);
  // After a long pause there is room for as many as at first.
  expect(admittedWithin(10_000, 3_600_000)).toBe(50);
});
