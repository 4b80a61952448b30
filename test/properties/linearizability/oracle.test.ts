import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { always } from "../../always.ts";
import { checkLinearizability } from "../../../src/properties/index.ts";
import { isAllowed, isLinearizableByBruteForce, keepsRealTime } from "./brute-force.ts";
import { histories, subjects } from "./histories.ts";

describe.each(subjects.map((subject) => [subject.specification.name, subject] as const))(
  "%s",
  (_, subject) => {
    const { specification } = subject;

    test("the verdict is that of trying every order", () => {
      const verdicts = { linearizable: 0, "not linearizable": 0, unknown: 0 };
      always(
        fc.property(histories(subject, 5), (history) => {
          const { kind } = checkLinearizability(history, specification);
          verdicts[kind]++;
          expect(kind === "linearizable").toBe(isLinearizableByBruteForce(history, specification));
        }),
        2_000,
      );
      expect(verdicts.linearizable).toBeGreaterThan(80);
      expect(verdicts["not linearizable"]).toBeGreaterThan(80);
      expect(verdicts.unknown).toBe(0);
    });

    test("an order found is one: each call takes effect in its time, and the object may answer as it did", () => {
      always(
        fc.property(histories(subject, 12), (history) => {
          const verdict = checkLinearizability(history, specification);
          fc.pre(verdict.kind === "linearizable");
          const order = verdict.order.map(({ call }) => history[call]!);
          expect(new Set(order).size).toBe(order.length);
          expect(history.filter((call) => call.returnedAt !== null && !order.includes(call))).toEqual([]);
          expect(keepsRealTime(order)).toBe(true);
          expect(isAllowed(order, specification)).toBe(true);
          for (const [place, { call, at }] of verdict.order.entries()) {
            const { invokedAt, returnedAt } = history[call]!;
            expect(at).toBeGreaterThanOrEqual(invokedAt);
            expect(at).toBeLessThanOrEqual(returnedAt ?? Infinity);
            expect(at).toBeGreaterThanOrEqual(verdict.order[place - 1]?.at ?? -Infinity);
          }
        }),
        300,
      );
    });

    test("a part cut out has no order though all else is optional, and any call less of it has one", () => {
      always(
        fc.property(histories(subject, 6), (history) => {
          const verdict = checkLinearizability(history, specification);
          fc.pre(verdict.kind === "not linearizable");
          const { calls, blamed, isMinimal } = verdict.counterexample;
          expect(isMinimal).toBe(true);
          expect(calls).toContain(blamed);
          const hasOrderOf = (kept: readonly number[]): boolean =>
            isLinearizableByBruteForce(
              history,
              specification,
              (call) => !kept.includes(history.indexOf(call)),
            );
          expect(hasOrderOf(calls)).toBe(false);
          for (const call of calls) expect(hasOrderOf(calls.filter((other) => other !== call))).toBe(true);
        }),
        100,
      );
    });
  },
);
