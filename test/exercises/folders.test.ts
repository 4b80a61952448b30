import { execFile } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { root, slugs } from "./slugs.ts";

describe.each(slugs)("exercise %s", (slug) => {
  it("has a stub, a visible test, a reference solution of the same name, and three hints", () => {
    for (const file of [
      `exercises/${slug}/${slug}.ts`,
      `exercises/${slug}/${slug}.test.ts`,
      `solutions/${slug}/${slug}.ts`,
    ]) {
      expect(statSync(join(root, file)).isFile(), `${file} is missing`).toBe(true);
    }
    const readme = readFileSync(join(root, `exercises/${slug}/README.md`), "utf8");
    expect(readme.match(/<details>/g) ?? []).toHaveLength(3);
    expect(readme).toContain(`npx vitest run exercises/${slug}`);
  });

  it("offers in its stub everything that the solution offers", () => {
    const names = (file: string): readonly string[] =>
      [
        ...readFileSync(join(root, file), "utf8").matchAll(
          /^export (?:function|const|interface|type) (\w+)/gm,
        ),
      ]
        .map(([, name]) => name as string)
        .sort();
    expect(names(`exercises/${slug}/${slug}.ts`)).toEqual(names(`solutions/${slug}/${slug}.ts`));
  });
});

describe("the stubs", () => {
  it("type-check, so that the first thing a learner sees is not the compiler", async () => {
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    await expect(
      promisify(execFile)(process.execPath, [compiler, "-p", join(root, "exercises")]),
    ).resolves.toEqual({ stdout: "", stderr: "" });
  }, 60_000);
});
