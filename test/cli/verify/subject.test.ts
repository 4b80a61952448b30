import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FileError, load } from "../../../src/cli/verify/subject.ts";
import { SettingError } from "../../../src/verify/index.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "subject-"));
});
afterAll(async () => rm(folder, { recursive: true }));

const protocol = "{ name: 'idle', initial: () => 0, step: (state) => ({ state, effects: [] }) }";

describe("a file of the user’s own", () => {
  const loadFile = async (name: string, code: string): Promise<Awaited<ReturnType<typeof load>>> => {
    const path = join(folder, name);
    await writeFile(path, code);
    return load({ kind: "file", path });
  };

  it.each([
    ["by-names.mjs", `export const protocol = ${protocol}; export const nodes = 2;`],
    ["by-default.mjs", `export default { protocol: ${protocol}, nodes: ["Bandra", "Kurla"] };`],
  ])("%s: is a model by its names or by its default export", async (name, code) => {
    const subject = await loadFile(name, code);
    expect(subject).toMatchObject({ kind: "protocol", model: { protocol: { name: "idle" } } });
  });

  it.each([
    ["empty.mjs", "export {};", "exports no protocol"],
    ["number.mjs", "export default 7;", "exports no protocol"],
    ["half.mjs", "export const protocol = {}; export const nodes = 1;", "lacks a function `step`"],
    ["no-nodes.mjs", `export const protocol = ${protocol};`, "must export `nodes`"],
    ["no-node.mjs", `export const protocol = ${protocol}; export const nodes = [];`, "must export `nodes`"],
    ["syntax.mjs", "export const = 1;", "cannot be loaded"],
    ["throws.mjs", "throw new Error('ouch');", "cannot be loaded: ouch"],
  ])("%s is refused in a sentence", async (name, code, sentence) => {
    const attempt = loadFile(name, code);
    await expect(attempt).rejects.toThrow(FileError);
    await expect(attempt).rejects.toThrow(sentence);
  });

  it("that is not there is refused", async () => {
    await expect(load({ kind: "file", path: join(folder, "missing.ts") })).rejects.toThrow(
      `There is no file ${join(folder, "missing.ts")}.`,
    );
  });
});

describe("a model by its name", () => {
  it("is refused with the names there are", async () => {
    const attempt = load({ kind: "model", name: "nonsense", settings: {} });
    await expect(attempt).rejects.toThrow(SettingError);
    await expect(attempt).rejects.toThrow("There is no model called nonsense; there are single-decree,");
  });
});
