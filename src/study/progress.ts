import { existsSync } from "node:fs";
import { mkdir, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  boolean,
  literal,
  nullable,
  number,
  object,
  record,
  safeParse,
  string,
  type InferOutput,
} from "valibot";
import writeFileAtomic from "write-file-atomic";
import { defaultWorkFolder } from "./work-folder.ts";

const ofExercise = object({
  /** How often it was judged after a change. */
  attempts: number(),
  /** The most points so far, of how many. */
  best: number(),
  of: number(),
  /** ISO 8601; null until it passes for the first time. */
  passedAt: nullable(string()),
  /** How many hints were opened. */
  hints: number(),
  solutionShown: boolean(),
});

const schema = object({ version: literal(1), exercises: record(string(), ofExercise) });

/** How far somebody has come, by exercise. */
export type Progress = InferOutput<typeof schema>;
export type ExerciseProgress = InferOutput<typeof ofExercise>;

export const noProgress: Progress = { version: 1, exercises: {} };
export const untouched: ExerciseProgress = {
  attempts: 0,
  best: 0,
  of: 0,
  passedAt: null,
  hints: 0,
  solutionShown: false,
};

/** In the folder where the lab keeps the learner's notebooks, so that the page and the terminal know the same. */
export function progressFile(): string {
  return join(defaultWorkFolder(), "progress.json");
}

/** Nothing where there is no file. One that nobody can read is put aside under another name, not lost. */
export async function readProgress(file: string = progressFile()): Promise<Progress> {
  if (!existsSync(file)) return noProgress;
  const parsed = safeParse(schema, parseJson(await readFile(file, "utf8")));
  if (parsed.success) return parsed.output;
  await rename(file, `${file}.unreadable`);
  return noProgress;
}

/**
 * Changes what is known of one exercise. The file is replaced as a whole, so it is never half a file.
 *
 * @throws ProgressError
 */
export function noteProgress(
  slug: string,
  change: (before: ExerciseProgress) => ExerciseProgress,
  file: string = progressFile(),
): Promise<Progress> {
  // One after the other: a cell may check several exercises at once.
  const noted = lastNote.then(() => note(slug, change, file));
  lastNote = noted.catch(() => undefined);
  return noted;
}

/** What is known cannot be kept. No reason to keep a verdict from anybody: the message is a sentence to go with it. */
export class ProgressError extends Error {
  override readonly name = "ProgressError";
}

let lastNote: Promise<unknown> = Promise.resolve();

async function note(
  slug: string,
  change: (before: ExerciseProgress) => ExerciseProgress,
  file: string,
): Promise<Progress> {
  // Read anew: the page may have written meanwhile.
  const { exercises } = await readProgress(file);
  const next: Progress = {
    version: 1,
    exercises: { ...exercises, [slug]: change(exercises[slug] ?? untouched) },
  };
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(file, `${JSON.stringify(next, null, 2)}\n`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const sentence = `Your progress could not be noted in ${file} (${code ?? message}): set PAXOSLAB_WORK to a folder that is yours.`;
    throw new ProgressError(sentence, { cause: error });
  }
  return next;
}

/** What is known after one more look at a solution. */
export function afterAttempt(
  before: ExerciseProgress,
  { points, of }: { readonly points: number; readonly of: number },
  now: Date,
): ExerciseProgress {
  return {
    ...before,
    attempts: before.attempts + 1,
    best: Math.max(before.best, points),
    of,
    passedAt: before.passedAt ?? (points === of ? now.toISOString() : null),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
