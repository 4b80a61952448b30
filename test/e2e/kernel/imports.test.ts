import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { typed } from "../typed.ts";
import { sharedSession } from "./session.ts";

const session = sharedSession({ env: typed });
const { run } = session;
/** Where types are not checked, only what happens counts. */
const untyped = sharedSession();

async function write(files: Readonly<Record<string, string>>, { folder } = session): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

const inOneLine = (text: string | undefined): string | undefined => text?.replaceAll(/\s+/g, " ");

it("of Node, of local TypeScript, JSON and CommonJS files, static and dynamic", async () => {
  await write({
    "shape.ts": "export interface Shape { n: number }\nexport const n: number = 7;\nexport default 'd';",
    "data.json": `{ "value": 8 }`,
    "old.cjs": "exports.age = 9;",
  });
  const { result, error } = await run(`
    import { basename } from "node:path";
    import word, { n, type Shape } from "./shape.ts";
    import * as all from "./shape.ts";
    import data from "./data.json";
    import same from "./data.json" with { type: "json" };
    import { age } from "./old.cjs";
    const dynamic = await import("./shape.ts");
    [basename("a/b"), word, n, all.n, data.value, same.value, age, dynamic.n]
  `);
  expect(error).toBeUndefined();
  expect(inOneLine(result)).toBe("[ 'b', 'd', 7, 7, 8, 8, 9, 7 ]");
});

it("import.meta is that of a file beside the notebook", async () => {
  const { result } = await run(
    "[import.meta.dirname, import.meta.filename, import.meta.url, import.meta.resolve('./x.ts')]",
  );
  const { folder } = session;
  const { href } = pathToFileURL(join(folder, "cell.ts"));
  expect(inOneLine(result)).toBe(
    inOneLine(
      `[ '${folder}', '${join(folder, "cell.ts")}', '${href}', '${href.replace("cell.ts", "x.ts")}' ]`,
    ),
  );
});

it("of packages: ES modules, also with top-level await, and all names of CommonJS", async () => {
  const manifest = (name: string, type: string): string =>
    JSON.stringify({ name, type, exports: "./index.js" });
  await write(
    {
      "node_modules/own/package.json": manifest("own", "module"),
      "node_modules/own/index.js": "export const who = await Promise.resolve('beside the notebook');",
      "node_modules/older/package.json": manifest("older", "commonjs"),
      "node_modules/older/index.js": "const all = { a: 1 }; all.b = 2; module.exports = all;",
    },
    untyped,
  );
  expect((await untyped.run(`import { who } from "own"; who`)).result).toBe("'beside the notebook'");
  const { result } = await untyped.run(
    `import older, { a, b } from "older"; [older, a, b, require("older").b]`,
  );
  expect(result).toBe("[ { a: 1, b: 2 }, 1, 2, 2 ]");
});

it("of packages beside the kernel where the notebook has none", async () => {
  expect((await run(`import MagicString from "magic-string"; typeof MagicString`)).result).toBe("'function'");
});

it("of local files that import each other in a circle, or are more than JavaScript with types", async () => {
  await write({
    "even.ts":
      "import { odd } from './odd.ts'; export const even = (n: number): boolean => n === 0 || odd(n - 1);",
    "odd.ts":
      "import { even } from './even.ts'; export const odd = (n: number): boolean => n !== 0 && even(n - 1);",
    "more.ts": `import { Kind, Unit } from "./kinds.ts";
      const loud = (method: () => string, _: unknown) => function (this: unknown) { return method.call(this) + "!"; };
      export class Thing { constructor(readonly kind: Kind) {} @loud say(): string { return "kind " + this.kind; } }
      export const unit: Unit = "m";`,
    "kinds.ts": "export enum Kind { Small = 1, Large }\nexport type Unit = 'm';",
  });
  expect((await run(`import { even } from "./even.ts"; even(10)`)).result).toBe("true");
  const { result, error } = await run(
    `import { Thing, unit } from "./more.ts"; import { Kind } from "./kinds.ts"; [new Thing(Kind.Large).say(), unit]`,
  );
  expect(error).toBeUndefined();
  expect(result).toBe("[ 'kind 2!', 'm' ]");
});

it("of a type that is not marked as one, by a module", async () => {
  await write({
    "types.ts": "export interface Point { x: number }\nexport const origin = { x: 0 };",
    "user.ts":
      "import { origin, Point } from './types.ts';\nimport { Point as P } from './types.ts';\nexport const at: Point & P = origin;",
  });
  expect((await run(`import { at } from "./user.ts"; at`)).result).toBe("{ x: 0 }");
});

it("of edited files, also when imported by another, bring what is in them now", async () => {
  await write({
    "inner.ts": "export const word: string = 'before';",
    "outer.ts": "export { word } from './inner.ts';",
    "other.ts": "export const loadedAt = process.hrtime.bigint();",
    "some.json": `{ "value": 1 }`,
    "deep.cjs": "exports.value = 1;",
    "shallow.cjs": "exports.value = require('./deep.cjs').value;",
  });
  const cell = `import { word } from "./outer.ts"; import { loadedAt } from "./other.ts"; import some from "./some.json"; import { value } from "./shallow.cjs"; [word, some.value, value]`;
  expect((await run(cell)).result).toBe("[ 'before', 1, 1 ]");
  const loadedAt = (await run("loadedAt")).result;
  await write({
    "inner.ts": "export const word: string = 'after the edit';",
    "some.json": `{ "value": 22 }`,
    "deep.cjs": "exports.value = 333;",
  });
  expect((await run(cell)).result).toBe("[ 'after the edit', 22, 333 ]");
  expect((await run("loadedAt")).result).toBe(loadedAt);
});

it("of what was broken or missing work as soon as it is mended", async () => {
  const attempt = async (name: string): Promise<string | undefined> => {
    const { result, error } = await untyped.run(`import { x } from "./${name}.ts"; x`);
    return error ?? result;
  };
  await write({ "broken.ts": "export const x = ;", "lacks.ts": "export * from './lacking.ts';" }, untyped);
  await write(
    { "fussy.ts": "if (!('ready' in globalThis)) throw new Error('not ready');\nexport const x = 3;" },
    untyped,
  );
  await write({ "behind.ts": "export * from './fussy.ts';" }, untyped);
  expect(await attempt("broken")).toMatch(/SyntaxError/);
  expect(await attempt("lacks")).toMatch(/Cannot find module .*lacking\.ts/);
  expect(await attempt("behind")).toBe("Error: not ready");
  await write({ "broken.ts": "export const x = 1;", "lacking.ts": "export const x = 2;" }, untyped);
  await untyped.run("globalThis.ready = true");
  expect([await attempt("broken"), await attempt("lacks"), await attempt("behind")]).toEqual(["1", "2", "3"]);
});

it("of what is not there say so in a sentence", async () => {
  const errorOf = async (code: string): Promise<string | undefined> => (await untyped.run(code)).error;
  expect(await errorOf(`import x from "no-such-package"`)).toMatch(
    /^Error: Cannot find package 'no-such-package'/,
  );
  expect(await errorOf(`import "./nope.ts"`)).toMatch(/Cannot find module .*nope\.ts/);
  expect(await errorOf(`import { jion } from "node:path"; jion("a", "b")`)).toBe(
    'SyntaxError: The module "node:path" does not provide an export named "jion".',
  );
  const { result } = await untyped.run(
    `import { ParsedPath, parse } from "node:path"; const p: ParsedPath = parse("a.b"); p.ext`,
  );
  expect(result).toBe("'.b'");
});

it("of a name that is not there are errors even if nothing uses it, for types tell", async () => {
  expect((await run(`import { jion } from "node:path"`)).error).toMatch(/has no exported member.*jion/);
});
