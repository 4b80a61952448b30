import * as fc from "fast-check";
import { expect, it } from "vitest";
import { always } from "../../always.ts";
import { milliseconds } from "../../../src/core/index.ts";
import {
  doublingBackoff,
  fixedBackoff,
  randomisedBackoff,
} from "../../../src/protocols/single-decree/index.ts";

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

it("without dice waits exactly the same each time, or exactly twice as long, up to the cap", () => {
  const waits = ({ backoff }: typeof policy): readonly number[] =>
    [1, 2, 3, 4].map((attempt) => backoff(attempt).max);
  const first = milliseconds(5);
  expect(waits(fixedBackoff({ first }))).toEqual([5, 5, 5, 5].map(milliseconds));
  expect(waits(doublingBackoff({ first }))).toEqual([5, 10, 20, 40].map(milliseconds));
  expect(waits(doublingBackoff({ first, cap: milliseconds(12) }))).toEqual([5, 10, 12, 12].map(milliseconds));
  expect(doublingBackoff({ first }).backoff(3)).toEqual({ min: milliseconds(20), max: milliseconds(20) });
  expect(Number.isSafeInteger(doublingBackoff({ first }).backoff(10_000).max)).toBe(true);
});
