import { describe, expect, it } from "vitest";
import { CellSyntaxError, isComplete, transpile } from "../../src/kernel/language/index.ts";

/** The script a cell becomes, without the line that makes it strict. */
function scriptOf(source: string): string {
  const [strict, ...lines] = transpile(source).code.split("\n");
  expect(strict).toBe(`"use strict";`);
  return lines.join("\n").trim();
}

describe("imports become awaited calls", () => {
  it.each([
    [`import { a, b as c } from "m";`, `let { a: a, b: c } = await __kernel__.import("m");`],
    [`import d from "m";`, `let { default: d } = await __kernel__.import("m");`],
    [`import * as n from "m";`, `let n = await __kernel__.import("m");`],
    [`import d, * as n from "m";`, `let n = await __kernel__.import("m"), { default: d } = n;`],
    [`import { "odd name" as x } from "m";`, `let { "odd name": x } = await __kernel__.import("m");`],
    [`import "m";`, `await __kernel__.import("m");`],
    [
      `import j from "./j.json" with { type: "json" };`,
      `let { default: j } = await __kernel__.import("./j.json", { with: { "type": "json" } });`,
    ],
    [`import { type T, v } from "m";`, `let { v: v } = await __kernel__.import("m");`],
    [`import type { T } from "m";`, ""],
    [`const m = await import("m");`, `let m = await __kernel__.import("m");`],
    [
      `import { f, type T, U } from "m"; const x: U = f();`,
      `let { f: f, U: U } = __kernel__.need(await __kernel__.import("m"), "m", ["f"]);\nlet x = f();`,
    ],
    [`import.meta.url;`, `__kernel__.meta.url;`],
  ])("%s", (source, script) => {
    expect(scriptOf(source)).toBe(script);
  });
});

describe("what a later cell may repeat is declared with let", () => {
  it.each([
    [`const x: number = 1;`, `let x = 1;`],
    [`export const x = 1;`, `let x = 1;`],
    [`var x = 1, y;`, `let x, y;\nvoid ( x = 1, 0);`],
    [`class A {}`, `let A = class A {};`],
    [`interface I { a: number }`, ""],
    [`export { x };`, ""],
  ])("%s", (source, script) => {
    expect(scriptOf(source)).toBe(script);
  });

  it("functions in front, where hoisting puts them", () => {
    const script = scriptOf(`f();\nfunction f() {}\nasync function* g() {}`);
    expect(script.indexOf("let f = function () {}")).toBeLessThan(script.indexOf("f();"));
    expect(script).toContain("let g = async function* () {}");
  });

  it("but nothing inside functions and blocks", () => {
    expect(scriptOf("{\n\tconst x = 1;\n}")).toBe("{\n\tconst x = 1;\n}");
  });
});

describe("the value of a cell", () => {
  it.each([
    ["1 + 1", true],
    ["x;", true],
    ["export default 5", true],
    ["const x = 1", false],
    ["1; const x = 1", false],
    ["function f() {}", false],
    ["", false],
  ])("%s: %s", (source, expected) => {
    expect(transpile(source).endsInExpression).toBe(expected);
  });
});

describe("a syntax error", () => {
  it("tells the place and shows it", () => {
    const error = thrownBy(() => transpile("const a = 1;\nconst b = ];\n"));
    expect(error).toBeInstanceOf(CellSyntaxError);
    const { position, frame } = error as CellSyntaxError;
    expect(position).toEqual({ line: 2, column: 11 });
    expect(frame).toBe("  1 | const a = 1;\n> 2 | const b = ];\n    |           ^\n  3 |");
  });
});

describe("is_complete", () => {
  it.each(["1 + 1", "", "function f() {}", "const s = `a\nb`", "// only a comment", "if (x) { y() }"])(
    "complete: %s",
    (source) => {
      expect(isComplete(source)).toEqual({ status: "complete" });
    },
  );

  it.each(["1 +", "f(1,", "[1,", "const x =", "`open", "/* open", "x.", "async () =>", "if (x)"])(
    "incomplete: %s",
    (source) => {
      expect(isComplete(source).status).toBe("incomplete");
    },
  );

  it.each(["1 + )", "}", "const 1 = 2", "'open", "else {}"])("invalid: %s", (source) => {
    expect(isComplete(source)).toEqual({ status: "invalid" });
  });

  it("proposes the indent of the next line", () => {
    expect(isComplete("function f() {")).toEqual({ status: "incomplete", indent: "  " });
    expect(isComplete("function f() {\n  g(1,")).toEqual({ status: "incomplete", indent: "  " });
  });
});

function thrownBy(task: () => unknown): unknown {
  try {
    task();
  } catch (error) {
    return error;
  }
  throw new Error("It did not throw.");
}
