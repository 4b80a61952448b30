import { existsSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { catalogue, catalogued } from "../judge/index.ts";
import { packageRoot } from "./package-root.ts";

/**
 * The folder in which somebody works on the exercises, one folder each: PAXOSLAB_EXERCISES if it is set, else the
 * nearest `exercises/` at or above `from` in which there is one; null if there is none.
 */
export function exercisesFolder(from: string = process.cwd()): string | null {
  const chosen = process.env["PAXOSLAB_EXERCISES"];
  if (chosen !== undefined && chosen !== "") return resolve(chosen);
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const exercises = join(folder, "exercises");
    if (isSomebodys(exercises)) return exercises;
    if (dirname(folder) === folder) return null;
  }
}

/** The same, or where there will be one as soon as somebody begins here. */
export function exercisesHere(): string {
  return exercisesFolder() ?? resolve("exercises");
}

/** An installed package has exercises, too, beside its lessons; but nobody works there. */
function isSomebodys(exercises: string): boolean {
  const isInstalled = packageRoot.split(sep).includes("node_modules");
  if (isInstalled && exercises === join(packageRoot, "exercises")) return false;
  return catalogue.some(({ slug }) => existsSync(join(exercises, slug)));
}

/** Where the learner's solution of an exercise is, or would be. @throws RangeError if there is no such exercise. */
export function solutionFile(slug: string, exercises: string): string {
  return join(exercises, catalogued(slug).slug, `${slug}.ts`);
}
