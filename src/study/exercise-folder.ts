import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { catalogue, catalogued } from "../judge/index.ts";

/**
 * The folder in which somebody works on the exercises, one folder each: the nearest `exercises/` at or above `from`
 * in which there is one; null if there is none.
 */
export function exercisesFolder(from: string = process.cwd()): string | null {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const exercises = join(folder, "exercises");
    if (catalogue.some(({ slug }) => existsSync(join(exercises, slug)))) return exercises;
    if (dirname(folder) === folder) return null;
  }
}

/** Where the learner's solution of an exercise is, or would be. @throws RangeError if there is no such exercise. */
export function solutionFile(slug: string, exercises: string): string {
  return join(exercises, catalogued(slug).slug, `${slug}.ts`);
}
