import * as fc from "fast-check";
import { expect, it } from "vitest";
import { always } from "../../always.ts";
import { milliseconds } from "../../../src/core/index.ts";
import { randomisedBackoff } from "../../../src/protocols/single-decree/index.ts";

const policy = randomisedBackoff({ roundTrip: milliseconds(10), cap: milliseconds(100) });

it("steps back for up to twice as long after each attempt, and never longer than the cap", () => {
  const ceilings = [1, 2, 3, 4, 5].map((attempt) => policy.backoff(attempt).max);
  expect(ceilings).toEqual([20, 40, 80, 100, 100].map(milliseconds));
});

it("waits at least the two round trips that two phases take before it gives a ballot up", () => {
  expect(policy.patience(1).min).toBe(milliseconds(20));
});

it("gives spans that a timer can run, whatever the attempt", () => {
  always(
    fc.property(fc.integer({ min: 1, max: 10_000 }), (attempt) => {
      for (const { min, max } of [policy.patience(attempt), policy.backoff(attempt)]) {
        expect(0 <= min && min <= max && Number.isSafeInteger(max)).toBe(true);
      }
    }),
  );
});
