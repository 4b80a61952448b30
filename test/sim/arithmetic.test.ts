import * as fc from "fast-check";
import { expect, it } from "vitest";
import { exp, ln } from "../../src/sim/arithmetic.ts";
import { always } from "../always.ts";

it("agrees with the engine's own exp and log", () => {
  always(
    fc.property(fc.double({ min: -40, max: 40, noNaN: true }), (x) => {
      expect(exp(x) / Math.exp(x)).toBeCloseTo(1, 13);
      expect(ln(Math.exp(x))).toBeCloseTo(x, 12);
    }),
  );
});

it("covers what a draw can ask for, down to the smallest step above 0", () => {
  expect(ln(1)).toBe(0);
  expect(ln(2 ** -53)).toBeCloseTo(Math.log(2 ** -53), 12);
  expect(exp(0)).toBe(1);
});
