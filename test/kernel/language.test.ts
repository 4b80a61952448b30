import { describe, expect, it } from "vitest";
import { CellSyntaxError, transpile } from "../../src/kernel/language/index.ts";

/** The script a cell becomes, without its first line: what makes it strict, and the list of what it declares. */
function scriptOf(source: string): string {
  const [first = "", ...lines] = transpile(source).code.split("\n");
  expect(first.startsWith(`"use strict";`)).toBe(true);
  return lines.join("\n").trim();
}

/** The first line itself. */
function firstLineOf(source: string): string {
  return transpile(source).code.split("\n")[0] ?? "";
}

describe("imports become awaited calls", () => {
  it.each([
    [
      `import { a, b as c } from "m";`,
      `let { a: a, b: c } = __kernel__.need(await __kernel__.import("m"), "m", []);`,
    ],
    [`import d from "m";`, `let { default: d } = __kernel__.need(await __kernel__.import("m"), "m", []);`],
    [`import * as n from "m";`, `let n = await __kernel__.import("m");`],
    [
      `import d, * as n from "m";`,
      `let n = __kernel__.need(await __kernel__.import("m"), "m", []), { default: d } = n;`,
    ],
    [
      `import { "odd name" as x } from "m";`,
      `let { "odd name": x } = __kernel__.need(await __kernel__.import("m"), "m", []);`,
    ],
    [`import "m";`, `await __kernel__.import("m");`],
    [
      `import j from "./j.json" with { type: "json" };`,
      `let { default: j } = __kernel__.need(await __kernel__.import("./j.json", { with: { "type": "json" } }), "./j.json", []);`,
    ],
    [
      `import { type T, v } from "m";`,
      `let { v: v } = __kernel__.need(await __kernel__.import("m"), "m", []);`,
    ],
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
    [`var x = 1, y;`, `void (x = 1, 0);`],
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

  it("var in whatever block, since it belongs to the whole cell", () => {
    expect(firstLineOf("for (var i = 0; ; ) { var { j } = i }")).toContain("let i, j;");
    expect(scriptOf("for (var i = 0; ; ) { var { j } = i; }")).toBe(
      "for (void (i = 0);;) {\n\tvoid ({ j } = i);\n}",
    );
    expect(scriptOf("for (var x of xs) {}")).toBe("for (x of xs) {}");
    expect(scriptOf("() => { var own; };")).toBe("() => {\n\tvar own;\n};");
  });
});

describe("what was declared with const or import is not assigned to", () => {
  it("cells tell which names that is", () => {
    expect(firstLineOf("import a from 'a'; const { b, ...c } = a; let d; class e {} function f() {}")).toBe(
      `"use strict"; __kernel__.declare({"constants":["a","b","c"],"variables":["d","e","f"]});`,
    );
  });

  it.each([
    [`const x = 1; x = 2;`, `let x = 1;\n(__kernel__.assign("x"), x = 2);`],
    [`elsewhere += 1;`, `(__kernel__.assign("elsewhere"), elsewhere += 1);`],
    [`elsewhere++;`, `(__kernel__.assign("elsewhere"), elsewhere++);`],
    [`[a, b.c] = [b, a];`, `(__kernel__.assign("a"), [a, b.c] = [b, a]);`],
    [`for (a of b);`, `for (a of (__kernel__.assign("a"), b));`],
    [`let own; own = 1;`, `let own;\nown = 1;`],
    [`(a) => { a = 1; };`, `(a) => {\n\ta = 1;\n};`],
  ])("%s", (source, script) => {
    expect(scriptOf(source)).toBe(script);
  });
});

describe("using", () => {
  it.each([
    [`using a = f(), b = g();`, `let a = __kernel__.use(f()), b = __kernel__.use(g());`],
    [`await using a = f();`, `let a = __kernel__.useAsync(f());`],
    [`{ using a = f(); }`, `{\n\tusing a = f();\n}`],
  ])("%s", (source, script) => {
    expect(scriptOf(source)).toBe(script);
  });
});

describe("decorators", () => {
  it("become what V8 knows, and no helper of theirs is shared by two cells", () => {
    const helpers = [1, 2].map(() => /_init\$\d+/.exec(scriptOf("class A { @log m() {} }"))?.[0]);
    expect(helpers[0]).toBeDefined();
    expect(helpers[0]).not.toBe(helpers[1]);
  });

  it("are not looked for in text", () => {
    expect(scriptOf("'a@b accessor';")).toBe(`"a@b accessor";`);
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

function thrownBy(task: () => unknown): unknown {
  try {
    task();
  } catch (error) {
    return error;
  }
  throw new Error("It did not throw.");
}
