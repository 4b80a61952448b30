import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOf } from "../../../src/experiments/runner/code-hash.ts";
import { fileOf, load } from "../../../src/experiments/runner/index.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "code-"));
});
afterEach(async () => rm(folder, { recursive: true }));

const write = async (name: string, code: string): Promise<void> => writeFile(join(folder, name), code);
const hash = (name = "main.ts"): string => codeOf(join(folder, name)).sha256;

describe("what an experiment computes is decided by", () => {
  it("its own code and all that it imports, directly or not, statically or not", async () => {
    await write("main.ts", 'import "./a.ts"; export * from "./b.ts"; export const c = import("./c.ts");');
    for (const name of ["a.ts", "b.ts", "c.ts", "d.ts", "stranger.ts"]) await write(name, "export {};");
    await write("b.ts", 'import "./d.ts"; import "./main.ts";');
    const seen = new Set([hash()]);
    for (const name of ["a.ts", "b.ts", "c.ts", "d.ts"]) {
      await write(name, name === "b.ts" ? 'import "./d.ts"; 1;' : "1;");
      expect(seen.has(hash())).toBe(false);
      seen.add(hash());
    }
    const before = hash();
    await write("stranger.ts", "1;");
    expect(hash()).toBe(before);
  });

  it("no types, and no place on the disk", async () => {
    await write("types.ts", "export interface T {}");
    await write(
      "main.ts",
      'import type { T } from "./types.ts"; import { type T as U } from "./types.ts"; 1;',
    );
    const before = hash();
    await write("types.ts", "export interface T { a: 1 }");
    expect(hash()).toBe(before);
    const copy = await mkdtemp(join(tmpdir(), "copy-"));
    await cp(folder, copy, { recursive: true });
    expect(codeOf(join(copy, "main.ts")).sha256).toBe(before);
    await rm(copy, { recursive: true });
  });

  it("of other packages, their names and versions; of paxoslab, its code", async () => {
    await write("main.ts", 'import "other"; import "paxoslab/core"; import "node:fs"; import("missing");');
    await install("other", "1.0.0", "1;");
    await install("paxoslab", "1.0.0", "1;");
    const before = hash();
    await install("other", "1.0.0", "2;");
    await install("paxoslab", "1.0.1", "1;");
    expect(hash()).toBe(before);
    await install("other", "1.0.1", "1;");
    const after = hash();
    expect(after).not.toBe(before);
    await install("paxoslab", "1.0.1", "2;");
    expect(hash()).not.toBe(after);
  });
});

async function install(name: string, version: string, code: string): Promise<void> {
  const path = `node_modules/${name}`;
  await mkdir(join(folder, path), { recursive: true });
  const exports = { ".": "./index.js", "./core": "./index.js" };
  await write(`${path}/package.json`, JSON.stringify({ name, version, exports }));
  await write(`${path}/index.js`, code);
}

describe("an experiment is found", () => {
  it("by its name", async () => {
    const experiment = await load(fileOf("quorum-latency"));
    expect(experiment.name).toBe("quorum-latency");
    expect(() => fileOf("quorum")).toThrow("There is no experiment called quorum; there are batch-size, ");
  });

  it.each([
    ["throw new Error('oh');", /cannot be loaded: oh$/],
    ["export const run = 1;", /exports no experiment: write `export default experiment/],
    ["export default { name: 'x' };", /exports no experiment: x has no `question`/],
    ["export default 7;", /exports no experiment: An experiment is an object/],
  ])("in a file, unless that has none: %s", async (code, sentence) => {
    await write("own.ts", code);
    await expect(load(join(folder, "own.ts"))).rejects.toThrow(sentence);
    await expect(load(join(folder, "none.ts"))).rejects.toThrow(/^There is no file /);
  });
});
