import { expect, it } from "vitest";
import { sharedSession } from "./session.ts";

/** What TypeScript becomes when it runs; that its types are right is told elsewhere. */
const { run } = sharedSession();

it("everything declared can be declared again, as anything", async () => {
  const declarations = [
    "const it = 'const'",
    "let it = 'let'",
    "class it { static toString() { return 'class' } }",
    "function it() {}; it.toString = () => 'function'",
    "var it: any = 'var'",
    "enum it { enum }",
    "import { delimiter as it } from 'node:path'",
    "import { sep as it } from 'node:path'",
  ];
  const seen: (string | undefined)[] = [];
  for (const declaration of [...declarations, ...declarations]) {
    await run(declaration);
    seen.push((await run("typeof it === 'object' ? it[0] : String(it).slice(0, 8)")).result);
  }
  const once = ["'const'", "'let'", "'class'", "'function'", "'var'", "'enum'", "':'", "'/'"];
  expect(seen).toEqual([...once, ...once]);
});

it("functions see what later cells declare, and call what they define", async () => {
  await run("let n = 1; function f() { return n + g(); }");
  await run("function g() { return 10; }");
  expect((await run("f()")).result).toBe("11");
  await run("n = 5");
  expect((await run("f()")).result).toBe("15");
  await run("const n = 2; function g() { return 20; }");
  expect((await run("f()")).result).toBe("22");
});

it("a constant stays what it is, until a later cell declares the name anew", async () => {
  const complaint = "TypeError: Assignment to constant variable.";
  await run("const limit = 1; import { sep } from 'node:path'; function raise() { limit++; } ");
  for (const code of [
    "const own = 1; own = 2",
    "limit = 2",
    "limit += 1",
    "--limit",
    "[limit] = [2]",
    "raise()",
    "sep = 1",
    "for (limit of [3]);",
  ]) {
    expect((await run(code)).error, code).toBe(complaint);
  }
  expect((await run("limit")).result).toBe("1");
  await run("let limit = 10");
  expect((await run("raise(); limit = limit * 2; limit")).result).toBe("22");
});

it("var belongs to the whole cell, and does not mind a let of an earlier one", async () => {
  await run("let i = 'before'");
  const { result } = await run(
    "for (var i = 0, seen = []; i < 3; i++) { var last = i; seen.push(i); } [i, last, seen]",
  );
  expect(result).toBe("[ 3, 2, [ 0, 1, 2 ] ]");
  expect(
    (await run("for (var i of ['x', 'y']); if (true) { var [i, j] = [i + '!', 1]; } [i, j]")).result,
  ).toBe("[ 'y!', 1 ]");
  expect((await run("early = 1; var early; early")).result).toBe("1");
});

it("export is allowed and changes nothing", async () => {
  await run(
    "export const a = 1; export function b() { return a; } export default class C {}; export { a as z };",
  );
  expect((await run("[a, b(), typeof C]")).result).toBe("[ 1, 1, 'function' ]");
});

it("enums, namespaces, parameter properties, abstract classes", async () => {
  await run(`
    enum Colour { Red, Green = 5 }
    namespace Geo { export const pi = 3; export namespace Deep { export const e = 2; } }
    abstract class Shape { constructor(readonly name: string, private n = 4) {} abstract area(): number; }
    class Square extends Shape { area() { return 16; } }`);
  expect((await run("[Colour.Green, Colour[0], Geo.pi, Geo.Deep.e, new Square('sq').name]")).result).toBe(
    "[ 5, 'Red', 3, 2, 'sq' ]",
  );
  expect((await run("enum Colour { Blue }\nColour")).result).toBe("{ '0': 'Blue', Blue: 0 }");
});

it("decorators of the standard, also in two cells", async () => {
  await run(`
    const log: string[] = [];
    const note = (value: any, context: any) => { log.push(context.kind + " " + String(context.name)); };
    const twice = (method: any, context: any) => function (this: any) { return 2 * method.call(this); };
    @note class First { @note accessor x = 1; @note y = 2; @twice three() { return 3; } }`);
  await run("class Second { @twice four() { return 4; } }");
  expect((await run("[new First().x, new First().three(), new Second().four(), log]")).result).toBe(
    "[ 1, 6, 8, [ 'accessor x', 'field y', 'class First' ] ]",
  );
});

it("using and await using give back at the end of the cell, in reverse order, whatever happens", async () => {
  await run(`const resource = (name: string) => ({
    name,
    [Symbol.dispose]() { console.log("closed " + name); },
    async [Symbol.asyncDispose]() { await null; console.log("closed " + name + " later"); },
  });`);
  const { stdout, result } = await run(
    "using a = resource('a'); await using b = resource('b'); console.log('body'); a.name",
  );
  expect(stdout).toBe("body\nclosed b later\nclosed a\n");
  expect(result).toBe("'a'");
  const failed = await run("using c = resource('c'); throw new Error('body')");
  expect(failed).toMatchObject({ error: "Error: body", stdout: "closed c\n" });
  expect((await run("{ using d = resource('d'); } console.log('after')")).stdout).toBe("closed d\nafter\n");
  expect((await run("using e = { [Symbol.dispose]() { throw new Error('at the end'); } }; 1")).error).toBe(
    "Error: at the end",
  );
  expect((await run("using f = 5 as any")).error).toBe(
    "TypeError: Property [Symbol.dispose] is not a function.",
  );
});

it("await, for await and loops of them at the top", async () => {
  const { stdout } = await run(
    "for await (const x of (async function* () { yield 1; yield 2; })()) console.log(x);",
  );
  expect(stdout).toBe("1\n2\n");
  expect((await run("const later = await new Promise((r) => setTimeout(r, 5, 'later')); later")).result).toBe(
    "'later'",
  );
});

it("the thread is a main thread: it may change its folder, and load what only main threads can", async () => {
  expect(
    (
      await run(
        "const before = process.cwd(); process.chdir('/'); const there = process.cwd(); process.chdir(before); there",
      )
    ).result,
  ).toBe("'/'");
});
