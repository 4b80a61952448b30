import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newSession } from "./session.ts";

it("of Node, of local TypeScript, JSON and CommonJS files", async () => {
  const { run, folder } = await newSession();
  await writeFile(
    join(folder, "shape.ts"),
    "export interface Shape { n: number }\nexport const n: number = 7;\nexport default 'd';",
  );
  await writeFile(join(folder, "data.json"), `{ "value": 8 }`);
  await writeFile(join(folder, "old.cjs"), "exports.age = 9;");
  const { result, error } = await run(`
    import { basename } from "node:path";
    import word, { n, type Shape } from "./shape.ts";
    import * as all from "./shape.ts";
    import data from "./data.json";
    import { age } from "./old.cjs";
    const dynamic = await import("./shape.ts");
    [basename("a/b"), word, n, all.n, data.value, age, dynamic.n, import.meta.dirname === process.cwd()]
  `);
  expect(error).toBeUndefined();
  expect(result?.replaceAll(/\s+/g, " ")).toBe("[ 'b', 'd', 7, 7, 8, 9, 7, true ]");
});

it("of packages beside the notebook, and of those beside the kernel where the notebook has none", async () => {
  const { run, folder } = await newSession();
  const own = join(folder, "node_modules", "own");
  await mkdir(own, { recursive: true });
  await writeFile(join(own, "package.json"), `{ "name": "own", "type": "module", "exports": "./index.js" }`);
  await writeFile(join(own, "index.js"), "export const who = 'beside the notebook';");
  expect((await run(`import { who } from "own"; who`)).result).toBe("'beside the notebook'");
  expect((await run(`import MagicString from "magic-string"; typeof MagicString`)).result).toBe("'function'");
});

it("of edited files, also when imported by another, bring what is in them now", async () => {
  const { run, folder } = await newSession();
  await writeFile(join(folder, "inner.ts"), "export const word: string = 'before';");
  await writeFile(join(folder, "outer.ts"), "export { word } from './inner.ts';");
  await writeFile(join(folder, "other.ts"), "export const loadedAt = process.hrtime.bigint();");
  const cell = `import { word } from "./outer.ts"; import { loadedAt } from "./other.ts"; word`;
  expect((await run(cell)).result).toBe("'before'");
  const loadedAt = (await run("loadedAt")).result;
  await writeFile(join(folder, "inner.ts"), "export const word: string = 'after the edit';");
  expect((await run(cell)).result).toBe("'after the edit'");
  expect((await run("loadedAt")).result).toBe(loadedAt);
});

it("of what is not there say so in a sentence, also where no types are checked", async () => {
  const { run } = await newSession({ env: { PAXOSLAB_KERNEL_TYPES: "off" } });
  const missing = await run(`import x from "no-such-package"`);
  expect(missing.error).toMatch(/^Error: Cannot find package 'no-such-package'/);
  expect((await run(`import "./nope.ts"`)).error).toMatch(/Cannot find module .*nope\.ts/);
  expect((await run(`import { jion } from "node:path"; jion("a", "b")`)).error).toBe(
    'SyntaxError: The module "node:path" does not provide an export named "jion".',
  );
  expect(
    (await run(`import { ParsedPath, parse } from "node:path"; const p: ParsedPath = parse("a.b"); p.ext`))
      .result,
  ).toBe("'.b'");
});

it("errors inside an imported file name that file and its line", async () => {
  const { run, folder } = await newSession();
  await writeFile(
    join(folder, "fails.ts"),
    "export function fail(): never {\n  throw new Error('inside');\n}\n",
  );
  const { traceback } = await run(`import { fail } from "./fails.ts";\nfail();`);
  expect(traceback).toContain("fails.ts:2:9");
  expect(traceback).toContain("In [1]:2:1");
});
