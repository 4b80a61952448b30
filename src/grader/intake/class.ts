import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { isSubmissionFile, studentOf } from "./read-submission.ts";

/** One submission of a class, not yet looked into. */
export interface Found {
  /** No two have the same. */
  readonly student: string;
  readonly path: string;
}

/** A path that was given, and is not there. */
export class NoSuchPath extends Error {
  override readonly name = "NoSuchPath";
}

/**
 * The submissions of a class, in the order of their names.
 *
 * A folder in which there are solutions itself is one submission; any other folder holds a submission in each of its
 * folders, archives and notebooks. Every other path is a submission.
 *
 * @throws NoSuchPath
 */
export async function submissionsIn(
  paths: readonly string[],
  slugs: readonly string[],
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const path of paths) found.push(...(await under(path, slugs)));
  return named(found.sort((a, b) => (a.student < b.student ? -1 : a.student > b.student ? 1 : 0)));
}

async function under(path: string, slugs: readonly string[]): Promise<readonly Found[]> {
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new NoSuchPath(`There is no ${path} (${error.code}).`, { cause: error });
  });
  const itself: Found = { student: studentOf(path), path };
  if (!info.isDirectory()) return [itself];
  const entries = await readdir(path, { withFileTypes: true });
  const names = new Set(entries.map(({ name }) => name));
  const isOne =
    names.has("exercises") ||
    names.has(".git") ||
    slugs.some((slug) => names.has(slug) || names.has(`${slug}.ts`));
  if (isOne) return [itself];
  return entries
    .filter((entry) => !entry.name.startsWith(".") && (entry.isDirectory() || isSubmissionFile(entry.name)))
    .map(({ name }) => ({ student: studentOf(join(path, name)), path: join(path, name) }));
}

/** Two called alike, a folder and an archive say, are told apart by a number. */
function named(found: readonly Found[]): readonly Found[] {
  const count = new Map<string, number>();
  return found.map(({ student, path }) => {
    const nth = (count.get(student) ?? 0) + 1;
    count.set(student, nth);
    return { student: nth === 1 ? student : `${student} (${nth})`, path };
  });
}
