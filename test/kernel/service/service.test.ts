import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Finding } from "../../../src/kernel/service/findings.ts";
import { complete, inspect, LanguageService } from "../../../src/kernel/service/index.ts";

let folder: string;
let service: LanguageService;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "service (ünï) & '1' "));
  service = new LanguageService(folder, (problem) => {
    throw new Error(String(problem));
  });
});

afterAll(async () => {
  service.stop();
  await rm(folder, { recursive: true });
});

/** Checks a cell, and keeps it if it has no errors. */
async function findings(source: string): Promise<readonly Finding[]> {
  count += 1;
  const { verdict, keep } = await service.check({ source, label: `In [${count}]` });
  if (verdict.kind !== "checked") throw new Error("There is no compiler.");
  if (verdict.findings.every(({ isWarning }) => isWarning)) keep();
  return verdict.findings;
}

/** Checks cells one after the other; the messages about the last one. */
async function about(...sources: readonly string[]): Promise<readonly string[]> {
  service.clear();
  let last: readonly Finding[] = [];
  for (const source of sources) last = await findings(source);
  return last.map(({ position, code, message, isWarning }) => {
    const place = `${position.line}:${position.column} TS${code}`;
    return `${isWarning ? "warning " : ""}${place} ${message.split("\n")[0]}`;
  });
}

describe("nothing to say about", () => {
  it.each([
    ["top-level await", ["for await (const x of [1]) console.log(x); await Promise.resolve(1)"]],
    [
      "enums, namespaces, decorators, using",
      [
        "enum E { A } namespace N { export const q = 1 } declare const r: Disposable; using u = r",
        "function d(v: unknown, c: ClassFieldDecoratorContext) {} class D { @d x = E.A + N.q }",
      ],
    ],
    [
      "exports",
      ["export const a = 1; export default 2; export { a as b }; export type T = 1", "const t: T = a"],
    ],
    [
      "a name declared again, as anything",
      ["const x = 1", "const x = 'a'; x.length", "function x() {}; x()", "x()"],
    ],
    [
      "an interface replaced",
      ["interface I { a: number }", "interface I { b: string }\nconst i: I = { b: '' }"],
    ],
    [
      "the same cell again",
      ["class A { private q = 1 } const a = new A()", "class A { private q = 1 } const a = new A()"],
    ],
    ["assignments to variables of other cells", ["let n: number | null = null", "n = 5", "n = null"]],
    ["arrays that are filled later", ["const found = []; let any", "found.push(1); any = 5; any = 'a'"]],
    [
      "functions of later cells, once they are there",
      ["function f() { return g() }", "function g() { return 1 }", "f()"],
    ],
    [
      "assertions",
      ["import assert from 'node:assert'", "const x = JSON.parse('1') as number | null; assert(x); x + 1"],
    ],
    [
      "Node, and what the kernel gives",
      ["import.meta.dirname; process.pid; display(html`<b>`).update(1); new URL('a:b')"],
    ],
    [
      "packages without types, and JSON",
      ["import o from 'no-types'; import d from './data.json'; o.anything; d.n + 1"],
    ],
    [
      "types of earlier imports",
      ["import { type Stats, statSync } from 'node:fs'", "const s: Stats = statSync('.')"],
    ],
    [
      "global types",
      ["declare global { interface Array<T> { extra(): T } }", "const n: number = [1].extra()"],
    ],
  ])("%s", async (_, sources) => {
    await writeFile(join(folder, "data.json"), '{ "n": 1 }');
    const { mkdir } = await import("node:fs/promises");
    await mkdir(join(folder, "node_modules/no-types"), { recursive: true });
    await writeFile(
      join(folder, "node_modules/no-types/package.json"),
      '{ "name": "no-types", "main": "i.js" }',
    );
    await writeFile(join(folder, "node_modules/no-types/i.js"), "module.exports = {}");
    expect(await about(...sources)).toEqual([]);
  });
});

describe("errors", () => {
  it.each([
    [["const x: number = 'a'"], "1:7 TS2322 Type 'string' is not assignable to type 'number'."],
    [["const a = 1;\n\n  a.length"], "3:5 TS2339 Property 'length' does not exist on type '1'."],
    [["const o = { a: 1 }", "o.b"], "1:3 TS2339 Property 'b' does not exist on type '{ a: number; }'."],
    [["let w: string | null = null", "w.length"], "1:1 TS18047 'w' is possibly 'null'."],
    [["const x = 1", "x = 2"], "1:1 TS2632 Cannot assign to 'x' because it is a constant."],
    [["nowhere()"], "1:1 TS2304 Cannot find name 'nowhere'."],
    [["(() => nowhere())()"], "1:8 TS2304 Cannot find name 'nowhere'."],
    [["const f = (a: Nothing) => a"], "1:15 TS2304 Cannot find name 'Nothing'."],
    [["function f(x) { return x }"], "1:12 TS7006 Parameter 'x' implicitly has an 'any' type."],
    [
      ["document.title"],
      "1:1 TS2584 Cannot find name 'document'. Do you need to change your target library? Try changing the 'lib' compiler option to include 'dom'.",
    ],
    [
      ["import { jion } from 'node:path'"],
      "1:10 TS2305 Module '\"node:path\"' has no exported member 'jion'.",
    ],
    [
      ["import './nope.ts'"],
      "1:8 TS2882 Cannot find module or type declarations for side-effect import of './nope.ts'.",
    ],
  ])("%j: %s", async (sources, message) => {
    expect(await about(...sources)).toEqual([message]);
  });

  it("a name in a function body may come later, and is only mentioned", async () => {
    expect(await about("const f = () => later()")).toEqual(["warning 1:17 TS2304 Cannot find name 'later'."]);
  });

  it("namesakes of two cells are told apart", async () => {
    const [message] = await about(
      "class A { private q = 1 } const a = new A()",
      "class A { private q = 1 } const b: A = a",
    );
    expect(message).toMatch(/Type 'A of In \[\d+\]' is not assignable to type 'A of In \[\d+\]'/);
  });

  it("say what else has to do with them", async () => {
    service.clear();
    await findings("interface Point { x: number; y: number }");
    const [finding] = await findings("const p: Point = { x: 1 }");
    expect(finding?.related).toEqual([`In [${count - 1}]:1:30: 'y' is declared here.`]);
  });

  it("in an imported module do not concern the cell", async () => {
    await writeFile(join(folder, "half.ts"), "export const good = 1;\nexport const bad: number = 'a';\n");
    expect(await about("import { good } from './half.ts'; good + 1")).toEqual([]);
  });

  it("take into account what has become of imported files", async () => {
    await writeFile(join(folder, "inner.ts"), "export const value: number = 1;");
    await writeFile(join(folder, "outer.ts"), "export * from './inner.ts';");
    const cell = "import { value } from './outer.ts'; value.toFixed()";
    expect(await about(cell)).toEqual([]);
    await writeFile(join(folder, "inner.ts"), "export const value: string = 'edited';");
    expect(await about(cell)).toHaveLength(1);
    const missing = "import { late } from './late.ts'; late + 1";
    expect(await about(missing)).toHaveLength(1);
    await writeFile(join(folder, "late.ts"), "export const late = 1;");
    expect(await about(missing)).toEqual([]);
    await rm(join(folder, "late.ts"));
    expect(await about(missing)).toHaveLength(1);
  });
});

describe("completions", () => {
  it.each([
    ["const numbers = [1]", "numb¦", "numbers"],
    ["const numbers = [1]", "numbers.toSp¦", "toSpliced"],
    ["const point: { x?: { y: 1 } } = {}", "point.x.¦", "point.x?.y".slice("point.x".length)],
    ["", "import { joi¦ } from 'node:path'", "join"],
    ["", "import { join } from 'node:pa¦'", "node:path"],
    ["", "disp¦", "display"],
    ["", "console.lo¦\nfunction (", "log"],
    ["const numbers = [1]", "'😀'; numb¦", "numbers"],
  ])("after %j, %s: %s", async (before, marked, expected) => {
    service.clear();
    await findings(before);
    const { proposals } = await complete(service, marked.replace("¦", ""), marked.indexOf("¦"));
    expect(proposals[0]?.text).toBe(expected);
  });

  it("say what they are, and what they replace", async () => {
    service.clear();
    await findings("/** Doubles. */ function twice(n: number) { return 2 * n }");
    expect(await complete(service, "1 + twi", 7)).toEqual({
      proposals: [{ text: "twice", type: "variable", signature: "function twice(n: number): number" }],
      start: 4,
      end: 7,
    });
  });

  it("do not speak of our own files and names", async () => {
    service.clear();
    await findings("const x = 1");
    const { proposals } = await complete(service, "", 0);
    expect(proposals.length).toBeGreaterThan(50);
    expect(proposals.filter(({ text }) => /^__cell|cells-/.test(text))).toEqual([]);
  });
});

describe("inspection", () => {
  const plain = async (marked: string, withSource = false): Promise<string | undefined> =>
    (await inspect(service, marked.replace("¦", ""), marked.indexOf("¦"), { withSource }))?.plain;

  it("tells type and documentation, wherever in the word the cursor is", async () => {
    service.clear();
    await findings("/** Doubles.\n * @param n a number */\nfunction twice(n: number) { return 2 * n }");
    for (const marked of ["¦twice", "tw¦ice", "twice¦", "twice¦;"]) {
      expect(await plain(marked)).toMatch(/^function twice\(n: number\): number\nDoubles\./);
    }
  });

  it("within a call tells its signature and the parameter", async () => {
    expect(await plain("twice(¦")).toContain("twice(n: number): number\n\nn: number a number");
  });

  it("keeps apart what it tells of the call and of the name in it", async () => {
    const within = await inspect(service, "twice(Math)", "twice(Ma".length, { withSource: false });
    expect(within?.parts.symbol).toContain("Math");
    expect(within?.parts.call).toMatch(/^```typescript\ntwice\(n: number\): number/);
    expect((await inspect(service, "twice(1)", 2, { withSource: false }))?.parts).toEqual({
      symbol: expect.stringMatching(/^```typescript\nfunction twice\(n: number\): number/) as string,
    });
  });

  it("shows the declaration when asked for more", async () => {
    expect(await plain("twice¦", true)).toContain(`Declared at In [${count}]:3:\n\nfunction twice`);
  });

  it("has nothing to tell of nothing", async () => {
    expect(await plain("¦")).toBeUndefined();
  });
});
