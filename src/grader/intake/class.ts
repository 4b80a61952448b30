import { existsSync, statSync, type Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { isSubmissionFile, studentOf } from "./naming.ts";

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

export interface Wanted {
  /** Of the exercises that are graded. */
  readonly slugs: readonly string[];
  /** Each path is one submission: a folder of folders too, which is otherwise taken for a class. */
  readonly isSingle?: boolean;
}

/**
 * The submissions of a class, in the order of their names.
 *
 * A folder in which there are solutions itself, or a checkout, is one submission; any other folder holds a submission
 * in each of its folders, archives, notebooks and solutions. Every other path is a submission.
 *
 * @throws NoSuchPath
 */
export async function submissionsIn(paths: readonly string[], wanted: Wanted): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const path of paths) found.push(...(await under(path, wanted)));
  return named(found.sort((a, b) => (a.student < b.student ? -1 : a.student > b.student ? 1 : 0)));
}

async function under(path: string, { slugs, isSingle = false }: Wanted): Promise<readonly Found[]> {
  const info = await asked(path, () => stat(path));
  const itself: Found = { student: studentOf(path, slugs), path };
  if (!info.isDirectory() || isSingle) return [itself];
  const entries = await asked(path, () => readdir(path, { withFileTypes: true }));
  if (entries.some(isOfOne(path, slugs))) return [itself];
  const students = entries
    .filter((entry) => !entry.name.startsWith(".") && (isFolder(path, entry) || isSubmissionFile(entry.name)))
    .map(({ name }) => join(path, name));
  if (students.length > 0) return students.map((each) => ({ student: studentOf(each, slugs), path: each }));
  throw new NoSuchPath(
    `There is no submission in ${path}: a folder, zip, tar or notebook for each student is expected there.`,
  );
}

async function asked<T>(path: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new NoSuchPath(code === "ENOENT" ? `There is no ${path}.` : `${path} cannot be read (${code}).`, {
      cause: error,
    });
  }
}

/** Whether a folder that holds it is one submission: a checkout, or solutions. A student may be called like an exercise. */
function isOfOne(path: string, slugs: readonly string[]): (entry: Dirent) => boolean {
  return ({ name }) =>
    name === "exercises" ||
    name === ".git" ||
    slugs.some(
      (slug) => name === `${slug}.ts` || (name === slug && existsSync(join(path, name, `${slug}.ts`))),
    );
}

/** Whoever made the folder of the class may have made links to what lies elsewhere. */
const isFolder = (path: string, entry: Dirent): boolean =>
  entry.isDirectory() ||
  (entry.isSymbolicLink() &&
    statSync(join(path, entry.name), { throwIfNoEntry: false })?.isDirectory() === true);

/** Control characters, halves of characters, and what turns the direction of text: in no name, and in no file's but for a trick. */
const unprintable = /[\p{Cc}\p{Cs}\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu;

/** Two called alike, a folder and an archive say, are told apart by a number. */
function named(found: readonly Found[]): readonly Found[] {
  const count = new Map<string, number>();
  return found.map(({ student: called, path }) => {
    // An accent may be a part of its letter or stand behind it: both look alike.
    const student = called.normalize("NFC").replace(unprintable, "\uFFFD");
    const nth = (count.get(student) ?? 0) + 1;
    count.set(student, nth);
    return { student: nth === 1 ? student : `${student} (${nth})`, path };
  });
}
