import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toShard } from "../../src/cli/arguments.ts";
import type { GradeFlags } from "../../src/cli/grade.ts";
import { grade } from "../../src/cli/grade/grade.ts";
import { init } from "../../src/cli/grade/init.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "grade-nonsense-"));
  await mkdir(join(root, "empty"));
  await mkdir(join(root, "Asha"));
  await writeFile(join(root, "Asha/ballots.ts"), "");
  await writeFile(join(root, "poem.json"), "Roses are red");
  await writeFile(join(root, "list.json"), "[]");
});
afterAll(() => rm(root, { recursive: true, force: true }));

const asked = (paths: readonly string[], flags: Partial<GradeFlags>): Promise<number> =>
  grade(
    paths.map((path) => join(root, path)),
    { format: "markdown", allowWeakIsolation: true, ...flags },
  );

describe("paxoslab grade answers nonsense in a sentence, with an exit code", () => {
  it.each<[string, readonly string[], Partial<GradeFlags>, number, RegExp]>([
    ["a path that is not there", ["nowhere"], {}, 3, /^There is no .*nowhere\.$/],
    [
      "an empty folder",
      ["empty"],
      {},
      3,
      /^There is no submission in .*empty: a folder, zip, tar or notebook/,
    ],
    [
      "an unknown exercise",
      ["."],
      { exercise: ["knitting"] },
      2,
      /no exercise "knitting"; there are ballots/,
    ],
    ["a shard without a seed", ["."], { shard: { index: 0, count: 2 } }, 2, /same seed.*--seed 7/],
    ["pages without a folder", ["."], { format: "html" }, 2, /name it with --out/],
    ["two for a format about one", ["Asha", "."], { format: "gradescope" }, 2, /one submission; here are 2/],
    ["Exercism without an exercise", ["."], { format: "exercism" }, 2, /name it with --exercise/],
    ["Classroom 50 without its runner", ["."], { format: "classroom50" }, 2, /variable CLASSROOM/],
    [
      "a report that is not there",
      ["nowhere.json"],
      { from: true },
      3,
      /nowhere\.json cannot be read: there is no such/,
    ],
    ["a folder for a report", ["empty"], { from: true }, 3, /empty cannot be read: it is a folder\.$/],
    ["a poem for a report", ["poem.json"], { from: true }, 3, /poem\.json is no JSON/],
    ["a list for a report", ["list.json"], { from: true }, 3, /list\.json is no report of/],
  ])("%s", async (_, paths, flags, exitCode, message) => {
    await expect(asked(paths, flags)).rejects.toMatchObject({
      exitCode,
      message: expect.stringMatching(message),
    });
  });

  it("a report to be written where a folder is, before anything is graded", async () => {
    await expect(asked(["Asha"], { out: join(root, "empty") })).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/empty is a folder; name a file with --out/),
    });
    await expect(asked(["Asha"], { format: "html", out: join(root, "poem.json") })).rejects.toMatchObject({
      message: expect.stringMatching(/is a file; name a folder/),
    });
  });

  it.each(["3/2", "2/2", "1", "-1/2", "a/b", "1/0"])("--shard %s", (text) => {
    expect(() => toShard(text)).toThrow(/0\/\d/);
  });

  it("two folders to write an autograder into, or an exercise for it that is none", async () => {
    const flags: GradeFlags = { format: "markdown" };
    await expect(init("actions", [root, root], flags)).rejects.toMatchObject({ exitCode: 2 });
    await expect(init("gradescope", [root], { ...flags, exercise: ["knitting"] })).rejects.toThrow(
      /no exercise "knitting"/,
    );
  });
});
