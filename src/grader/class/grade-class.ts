import { exerciseCalled, seedFor } from "../../judge/index.ts";
import type { Graders, Submission } from "../graders.ts";
import { readSubmission, submissionsIn, type Found, type HandedIn } from "../intake/index.ts";
import type { Isolation } from "../isolation.ts";
import { SandboxError } from "../judging/sandbox-error.ts";
import { keyOf, type Ledger } from "./ledger.ts";
import { inOrder, type ClassReport, type Grade, type Result } from "./report.ts";

export interface ClassOptions {
  readonly paths: readonly string[];
  /** Slugs, in the order of the course. */
  readonly exercises: readonly string[];
  readonly seed: number;
  readonly graders: Graders;
  readonly isolation: Isolation;
  /** How many submissions are worked on at a time: as many as the graders judge. */
  readonly jobs: number;
  /** The part `index`, counted from 0, of `count` parts. By default all. */
  readonly shard?: { readonly index: number; readonly count: number };
  readonly ledger: Ledger;
  /** Once it is aborted no more submissions are begun, and there is no report. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, all: number) => void;
}

/**
 * Grades what a class has handed in.
 *
 * @throws NoSuchPath if a path leads nowhere. What is wrong inside of a submission is part of the report.
 */
export async function gradeClass(options: ClassOptions): Promise<ClassReport> {
  const { paths, exercises, seed, jobs, shard = { index: 0, count: 1 }, signal, onProgress } = options;
  const all = await submissionsIn(paths, exercises);
  await options.ledger.begin(seed);
  const mine = all.filter((_, place) => place % shard.count === shard.index);
  const grades: Grade[] = [];
  let done = 0;
  const queue = mine.values();
  const work = async (): Promise<void> => {
    for (const found of queue) {
      signal?.throwIfAborted();
      grades.push(...(await gradesOf(found, options)));
      onProgress?.(++done, mine.length);
    }
  };
  // One iterator for all: each takes what is next.
  await Promise.all(Array.from({ length: jobs }, work));
  return { version: 1, seed, exercises, grades: grades.sort(inOrder(exercises)) };
}

async function gradesOf({ student, path }: Found, options: ClassOptions): Promise<readonly Grade[]> {
  const grades: Grade[] = [];
  for (const handedIn of await readSubmission(path, options.exercises)) {
    const { exercise } = handedIn;
    const of = exerciseCalled(exercise).cases.reduce((sum, { points }) => sum + points, 0);
    grades.push({ student, exercise, of, result: await resultOf(student, handedIn, options) });
  }
  return grades;
}

async function resultOf(
  student: string,
  handedIn: HandedIn,
  { seed, graders, ledger, isolation }: ClassOptions,
): Promise<Result> {
  switch (handedIn.kind) {
    case "nothing":
      return { kind: "not handed in" };
    case "problem":
      return { kind: "not readable", sentence: handedIn.sentence };
    case "text": {
      const { exercise, text } = handedIn;
      const submission: Submission = { exercise, text, seed: seedFor(seed, student, exercise) };
      return judged(submission, graders, ledger, isolation);
    }
  }
}

async function judged(
  submission: Submission,
  graders: Graders,
  ledger: Ledger,
  isolation: Isolation,
): Promise<Result> {
  const key = keyOf(submission, isolation);
  const known = ledger.known(key);
  if (known !== undefined) return { kind: "judged", ...known };
  try {
    const graded = await graders.grade(submission);
    await ledger.note(key, graded);
    return { kind: "judged", verdict: graded.verdict, isolation: graded.isolation };
  } catch (error) {
    if (error instanceof SandboxError) return { kind: "not judged", sentence: error.message };
    throw error;
  }
}
