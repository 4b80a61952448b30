import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  afterAttempt,
  noProgress,
  noteProgress,
  ProgressError,
  readProgress,
} from "../../src/study/progress.ts";

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "progress-"))));
afterEach(() => rm(folder, { recursive: true }));

it("remembers the best attempt, and when the exercise was passed first", async () => {
  const file = join(folder, "new/progress.json");
  const at = (day: number): Date => new Date(Date.UTC(2026, 10, day));
  await noteProgress("acceptor", (before) => afterAttempt(before, { points: 9, of: 13 }, at(1)), file);
  await noteProgress("acceptor", (before) => afterAttempt(before, { points: 13, of: 13 }, at(2)), file);
  await noteProgress("acceptor", (before) => afterAttempt(before, { points: 4, of: 13 }, at(3)), file);
  await noteProgress("quorum", (before) => ({ ...before, hints: 2 }), file);
  expect((await readProgress(file)).exercises).toEqual({
    acceptor: {
      attempts: 3,
      best: 13,
      of: 13,
      passedAt: "2026-11-02T00:00:00.000Z",
      hints: 0,
      solutionShown: false,
    },
    quorum: { attempts: 0, best: 0, of: 0, passedAt: null, hints: 2, solutionShown: false },
  });
});

it("loses nothing when several exercises are noted at once", async () => {
  const file = join(folder, "progress.json");
  const slugs = ["acceptor", "proposer", "learner"];
  await Promise.all(slugs.map((slug) => noteProgress(slug, (before) => ({ ...before, hints: 1 }), file)));
  expect(Object.keys((await readProgress(file)).exercises)).toEqual(slugs);
});

it("says in a sentence where it cannot note anything", async () => {
  await writeFile(join(folder, "file"), "");
  const noted = noteProgress("acceptor", (before) => before, join(folder, "file/progress.json"));
  await expect(noted).rejects.toThrow(ProgressError);
  await expect(noted).rejects.toThrow(
    /^Your progress could not be noted in .*: set PAXOSLAB_WORK to a folder/,
  );
});

it("begins anew where there is no file", async () => {
  expect(await readProgress(join(folder, "none.json"))).toEqual(noProgress);
});

it.each(["{", "[]", '{"version":2,"exercises":{}}'])(
  "puts a file aside that it cannot read: %s",
  async (text) => {
    const file = join(folder, "progress.json");
    await writeFile(file, text);
    expect(await readProgress(file)).toEqual(noProgress);
    expect(await readdir(folder)).toEqual(["progress.json.unreadable"]);
    expect(await readFile(`${file}.unreadable`, "utf8")).toBe(text);
  },
);
