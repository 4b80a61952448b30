import { stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { IntakeProblem, type Entry } from "./entry.ts";
import { entriesOfFolder, readFirst } from "./folder.ts";
import { isNotebook, isOtherArchive, isSolutionName, isTar, isZip } from "./naming.ts";
import { solutionIn } from "./notebook.ts";
import { isCandidate, pick } from "./pick.ts";
import { entriesOfTar } from "./tar.ts";
import { mostBytes, textOf } from "./text.ts";
import { openZip } from "./zip.ts";

/** What somebody handed in for one exercise. */
export type HandedIn =
  | { readonly kind: "text"; readonly exercise: string; readonly text: string }
  | { readonly kind: "nothing"; readonly exercise: string }
  /** There is something, and it cannot be looked at; why, in a sentence. */
  | { readonly kind: "problem"; readonly exercise: string; readonly sentence: string };

/** A notebook is mostly prose, and may hold pictures. */
const mostNotebookBytes = 8 * 2 ** 20;

/**
 * Finds the solutions in one submission: a folder, a zip or tar file, a notebook, or a solution by itself. Never throws
 * because of what is in it.
 */
export async function readSubmission(path: string, slugs: readonly string[]): Promise<readonly HandedIn[]> {
  const everywhere = (sentence: string): readonly HandedIn[] =>
    slugs.map((exercise) => ({ kind: "problem", exercise, sentence }));
  try {
    const info = await stat(path);
    if (info.isDirectory()) return await fromEntries(await entriesOfFolder(path), slugs);
    if (!info.isFile()) return everywhere(`${basename(path)} is no regular file.`);
    if (isNotebook(path)) return await fromNotebook(path, slugs);
    if (isZip(path)) return await fromZip(path, slugs);
    if (isTar(path)) return await fromTar(path, slugs);
    if (isOtherArchive(path))
      return everywhere(`${basename(path)} cannot be opened here; hand in a zip file.`);
    return await fromFile(alone(path, info.size), slugs);
  } catch (error) {
    if (error instanceof IntakeProblem) return everywhere(error.message);
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return everywhere(`${basename(path)} cannot be read (${code}).`);
  }
}

const alone = (path: string, size: number): Entry => ({
  path: basename(path),
  kind: "file",
  size,
  read: (most) => readFirst(path, most),
});

/** A file by itself need not be called like the exercise, if only one is asked for. */
async function fromFile(file: Entry, slugs: readonly string[]): Promise<readonly HandedIn[]> {
  const named = slugs.find((slug) => isSolutionName(slug, file.path));
  const meant = named ?? (slugs.length === 1 ? slugs[0] : undefined);
  const handedIn: HandedIn[] = [];
  for (const exercise of slugs)
    handedIn.push(asHandedIn(exercise, exercise === meant ? await textOf(file) : null));
  return handedIn;
}

async function fromZip(path: string, slugs: readonly string[]): Promise<readonly HandedIn[]> {
  const { entries, close } = await openZip(path);
  try {
    return await fromEntries(entries, slugs);
  } finally {
    close();
  }
}

async function fromTar(path: string, slugs: readonly string[]): Promise<readonly HandedIn[]> {
  const isWanted = (name: string): boolean =>
    isNotebook(name) || slugs.some((slug) => isCandidate(slug, name));
  return fromEntries(await entriesOfTar(path, { isWanted, keep: mostNotebookBytes }), slugs);
}

async function fromNotebook(path: string, slugs: readonly string[]): Promise<readonly HandedIn[]> {
  const { size } = await stat(path);
  const text = await textOf(alone(path, size), mostNotebookBytes);
  return slugs.map((exercise) => {
    try {
      return asHandedIn(exercise, solutionIn(exercise, text, basename(path)));
    } catch (error) {
      if (error instanceof IntakeProblem) return { kind: "problem", exercise, sentence: error.message };
      throw error;
    }
  });
}

/** A file of the exercise's name comes first; where there is none, a notebook with a tagged cell. */
async function fromEntries(
  entries: readonly Entry[],
  slugs: readonly string[],
): Promise<readonly HandedIn[]> {
  const handedIn: HandedIn[] = [];
  for (const exercise of slugs) handedIn.push(await fromAnywhere(exercise, entries));
  return handedIn;
}

async function fromAnywhere(exercise: string, entries: readonly Entry[]): Promise<HandedIn> {
  try {
    const file = pick(exercise, entries);
    if (file !== null) return asHandedIn(exercise, await textOf(file));
    for (const entry of entries.filter(({ path, kind }) => kind === "file" && isTheirNotebook(path))) {
      const text = solutionIn(exercise, await textOf(entry, mostNotebookBytes), entry.path);
      if (text !== null) return asHandedIn(exercise, text);
    }
    const nested = entries.find(({ path }) => isZip(path) || isTar(path));
    if (nested !== undefined) {
      throw new IntakeProblem(
        `There is no ${exercise}.ts; archives inside of it (${nested.path}) are not opened.`,
      );
    }
    const misnamed = entries.find(({ path }) => isMisnamed(exercise, path));
    if (misnamed !== undefined) {
      throw new IntakeProblem(`There is no ${exercise}.ts; should ${misnamed.path} be called so?`);
    }
    return { kind: "nothing", exercise };
  } catch (error) {
    if (error instanceof IntakeProblem) return { kind: "problem", exercise, sentence: error.message };
    throw error;
  }
}

/** Right but for capitals, the width of its letters or its ending. */
function isMisnamed(slug: string, path: string): boolean {
  const name = basename(path).normalize("NFKC").toLowerCase();
  const isNear = [".ts", ".tsx", ".js", ".mts", ".ts.txt", ".txt"].some(
    (ending) => name === `${slug}${ending}`,
  );
  return isNear && isCandidate(slug, join(dirname(path), `${slug}.ts`));
}

const isTheirNotebook = (path: string): boolean => isNotebook(path) && path.split("/").length <= 4;

function asHandedIn(exercise: string, text: string | null): HandedIn {
  if (text === null) return { kind: "nothing", exercise };
  if (text.length > mostBytes) {
    return { kind: "problem", exercise, sentence: `The solution is larger than ${mostBytes / 1024} KB.` };
  }
  return { kind: "text", exercise, text };
}
