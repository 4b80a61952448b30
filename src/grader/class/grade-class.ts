import { seedFor } from "../../judge/index.ts";
import type { Graders, Submission } from "../graders.ts";
import { readSubmission, submissionsIn, type Found, type HandedIn } from "../intake/index.ts";
import type { Isolation } from "../isolation.ts";
import { SandboxError } from "../judging/sandbox-error.ts";
import { keyOf, type Ledger } from "./ledger.ts";
import { allPoints, inOrder, type ClassReport, type Grade, type Result } from "./report.ts";

export interface ClassOptions {
  readonly paths: readonly string[];
  /** Slugs, in the order of the course. */
  readonly exercises: readonly string[];
  readonly seed: number;
  readonly graders: Graders;
  readonly isolation: Isolation;
  /** How many submissions are worked on at a time: as many as the graders judge. */
  readonly jobs: number;
  /** Each path is one submission, whatever it holds. */
  readonly isSingle?: boolean;
  /** The part `index`, counted from 0, of `count` parts. By default all. */
  readonly shard?: { readonly index: number; readonly count: number };
  readonly ledger: Ledger;
  /** Once it is aborted nothing more is begun or noted, and there is no report. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, all: number) => void;
}

/**
 * Grades what a class has handed in. When it is done or has failed, nothing of it goes on.
 *
 * @throws NoSuchPath if a path leads nowhere. What is wrong inside of a submission is part of the report.
 */
export async function gradeClass(options: ClassOptions): Promise<ClassReport> {
  const { exercises, seed, shard = { index: 0, count: 1 }, onProgress } = options;
  const all = await submissionsIn(options.paths, { slugs: exercises, isSingle: options.isSingle ?? false });
  await options.ledger.begin(seed);
  const mine = all.filter((_, place) => place % shard.count === shard.index);
  let done = 0;
  const grades = await atATime(options.jobs, mine, async (found) => {
    const its = await gradesOf(found, options);
    onProgress?.(++done, mine.length);
    return its;
  });
  return { version: 1, seed, exercises, grades: grades.flat().sort(inOrder(exercises)) };
}

/** Does the work for each, several at a time. If one fails no more are begun, and the first failure is thrown. */
async function atATime<T, R>(
  jobs: number,
  all: readonly T[],
  work: (one: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const failures: unknown[] = [];
  // One iterator for all: each takes what is next.
  const queue = all.values();
  const worker = async (): Promise<void> => {
    for (const one of queue) {
      if (failures.length > 0) return;
      try {
        results.push(await work(one));
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}

async function gradesOf({ student, path }: Found, options: ClassOptions): Promise<readonly Grade[]> {
  options.signal?.throwIfAborted();
  const grades: Grade[] = [];
  for (const handedIn of await readSubmission(path, options.exercises)) {
    options.signal?.throwIfAborted();
    const { exercise } = handedIn;
    grades.push({
      student,
      exercise,
      of: allPoints(exercise),
      result: await resultOf(student, handedIn, options),
    });
  }
  return grades;
}

async function resultOf(student: string, handedIn: HandedIn, options: ClassOptions): Promise<Result> {
  switch (handedIn.kind) {
    case "nothing":
      return { kind: "not handed in" };
    case "problem":
      return { kind: "not readable", sentence: handedIn.sentence };
    case "text": {
      const { exercise, text } = handedIn;
      return judged({ exercise, text, seed: seedFor(options.seed, student, exercise) }, options);
    }
  }
}

async function judged(
  submission: Submission,
  { graders, ledger, isolation, signal }: ClassOptions,
): Promise<Result> {
  const key = keyOf(submission, isolation);
  const known = ledger.known(key);
  if (known !== undefined) return { kind: "judged", ...known };
  try {
    const graded = await graders.grade(submission);
    // Ctrl-C in a terminal reaches the sandboxes as well: a verdict on one that was shot is worth nothing.
    signal?.throwIfAborted();
    await ledger.note(key, graded);
    return { kind: "judged", verdict: graded.verdict, isolation: graded.isolation };
  } catch (error) {
    if (error instanceof SandboxError && signal?.aborted !== true)
      return { kind: "not judged", sentence: error.message };
    throw error;
  }
}
