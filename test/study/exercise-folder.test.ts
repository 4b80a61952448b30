import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { exercisesFolder, solutionFile } from "../../src/study/exercise-folder.ts";
import { packageRoot } from "../../src/study/package-root.ts";

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "exercise-folder-"))));
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

it("is the nearest one above in which there is an exercise", async () => {
  await mkdir(join(folder, "exercises/acceptor"), { recursive: true });
  await mkdir(join(folder, "notebooks/exercises/press-ups"), { recursive: true });
  expect(exercisesFolder(join(folder, "notebooks"))).toBe(join(folder, "exercises"));
});

it("is none where nobody has begun", () => {
  expect(exercisesFolder(folder)).toBeNull();
});

it("is the one that the environment names, wherever one is", () => {
  vi.stubEnv("PAXOSLAB_EXERCISES", join(folder, "mine"));
  expect(exercisesFolder(join(packageRoot, "notebooks"))).toBe(join(folder, "mine"));
});

it("has a file for each exercise, and for no other", () => {
  expect(solutionFile("acceptor", folder)).toBe(join(folder, "acceptor/acceptor.ts"));
  expect(() => solutionFile("../acceptor", folder)).toThrow(RangeError);
});
