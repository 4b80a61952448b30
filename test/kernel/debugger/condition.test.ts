import { expect, it } from "vitest";
import { conditionFor, isHitWanted } from "../../../src/kernel/debugger/condition.ts";
import { DebugRequestError } from "../../../src/kernel/debugger/dap.ts";

/** What a condition comes to in a frame with these variables; what it prints is the second part. */
function evaluate(condition: string | undefined, variables: Readonly<Record<string, unknown>>): unknown[] {
  const printed: unknown[] = [];
  const console = { log: (...parts: readonly unknown[]) => printed.push(parts) };
  const names = Object.keys(variables);
  // oxlint-disable-next-line typescript/no-implied-eval -- V8 evaluates conditions from text, and so must this.
  const run = new Function("console", ...names, `return ${condition}`) as (...values: unknown[]) => unknown;
  return [run(console, ...Object.values(variables)), ...printed];
}

it("a condition is TypeScript", () => {
  expect(evaluate(conditionFor({ line: 1, condition: "(n as number) > 2 // enough" }), { n: 3 })).toEqual([
    true,
  ]);
  expect(conditionFor({ line: 1, condition: "  " })).toBeUndefined();
});

it("a logpoint prints and never pauses", () => {
  const logpoint = conditionFor({ line: 1, logMessage: "n is {n}, half of {n * 2}: 100%" });
  expect(evaluate(logpoint, { n: 3 })).toEqual([false, ["n is %s, half of %s: 100%%", 3, 6]]);
});

it("a logpoint with a condition prints where that holds", () => {
  const logpoint = conditionFor({ line: 1, condition: "n > 2", logMessage: "big" });
  expect(evaluate(logpoint, { n: 3 })).toEqual([false, ["big"]]);
  expect(evaluate(logpoint, { n: 1 })).toEqual([false]);
});

it("what is not an expression is refused", () => {
  expect(() => conditionFor({ line: 1, condition: "n ==" })).toThrow(DebugRequestError);
  expect(() => conditionFor({ line: 1, condition: "const n = 1" })).toThrow(DebugRequestError);
  expect(() => conditionFor({ line: 1, logMessage: "{)}" })).toThrow(DebugRequestError);
});

it.each([
  ["3", [3]],
  ["== 3", [3]],
  [">= 5", [5, 6]],
  ["> 5", [6]],
  ["<2", [1]],
  ["<= 2", [1, 2]],
  ["% 2", [2, 4, 6]],
])("the hit condition %j holds at hits %j", (condition, wanted) => {
  expect([1, 2, 3, 4, 5, 6].filter((hits) => isHitWanted(condition, hits))).toEqual(wanted);
});
