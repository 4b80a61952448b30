import { exercises as known, exerciseCalled, type Verdict } from "../../judge/index.ts";
import type { Isolation } from "../isolation.ts";

/** What a class has handed in, and what the judge says of it. The same submissions and seed give the same report. */
export interface ClassReport {
  readonly version: 1;
  /** Of the class; each submission has a seed of its own, made of this one, its student and its exercise. */
  readonly seed: number;
  readonly exercises: readonly string[];
  /** In the order of students, and for each in the order of the course. */
  readonly grades: readonly Grade[];
}

export interface Grade {
  readonly student: string;
  readonly exercise: string;
  /** How many points there are. */
  readonly of: number;
  readonly result: Result;
}

export type Result =
  | { readonly kind: "judged"; readonly verdict: Verdict; readonly isolation: Isolation }
  | { readonly kind: "not handed in" }
  /** Something was handed in that is no solution; why, in a sentence. */
  | { readonly kind: "not readable"; readonly sentence: string }
  /** The grader failed, not the submission: it has to be graded again. */
  | { readonly kind: "not judged"; readonly sentence: string };

/** How many points an exercise is worth. */
export function allPoints(slug: string): number {
  return exerciseCalled(slug).cases.reduce((sum, { points }) => sum + points, 0);
}

export function pointsOf({ result }: Grade): number {
  return result.kind === "judged" ? result.verdict.points : 0;
}

/** What the submissions were locked up in. */
export function isolationsOf({ grades }: ClassReport): readonly string[] {
  return [
    ...new Set(grades.flatMap(({ result }) => (result.kind === "judged" ? [result.isolation.kind] : []))),
  ];
}

/** What is wrong with the submission as a whole, in a sentence; null for one that was judged case by case. */
export function problemOf({ exercise, result }: Grade): string | null {
  switch (result.kind) {
    case "judged":
      return result.verdict.disqualified?.sentence ?? null;
    case "not handed in":
      return `There is no ${exercise}.ts.`;
    case "not readable":
    case "not judged":
      return result.sentence;
  }
}

/**
 * One report of several, of shards say; whoever handed in nothing for an exercise that others have, gets a line saying
 * so.
 *
 * @throws RangeError if they do not belong together.
 */
export function mergeReports(reports: readonly ClassReport[]): ClassReport {
  const [first] = reports;
  if (first === undefined) throw new RangeError("There is no report to merge.");
  const stranger = reports.find(({ seed }) => seed !== first.seed);
  if (stranger !== undefined) {
    throw new RangeError(
      `The reports do not belong together: one is of seed ${first.seed}, another of seed ${stranger.seed}.`,
    );
  }
  const exercises = known
    .map(({ slug }) => slug)
    .filter((slug) => reports.some((report) => report.exercises.includes(slug)));
  const grades = reports.flatMap((report) => report.grades).sort(inOrder(exercises));
  const twice = grades.find((grade, nth) => nth > 0 && sameGrade(grade, grades[nth - 1]!));
  if (twice !== undefined) {
    throw new RangeError(
      `${twice.student} is in two of the reports (${twice.exercise}): has one been given twice?`,
    );
  }
  const all = [...grades, ...missing(exercises, grades)].sort(inOrder(exercises));
  return { version: 1, seed: first.seed, exercises, grades: all };
}

function missing(exercises: readonly string[], grades: readonly Grade[]): readonly Grade[] {
  const there = new Set(grades.map(({ student, exercise }) => JSON.stringify([student, exercise])));
  const students = [...new Set(grades.map(({ student }) => student))];
  return students.flatMap((student) =>
    exercises
      .filter((exercise) => !there.has(JSON.stringify([student, exercise])))
      .map((exercise) => ({ student, exercise, of: allPoints(exercise), result: { kind: "not handed in" } })),
  );
}

/** Nobody has asked for exercises that nobody handed in. Who handed in what cannot be opened may have meant any. */
export function withoutUntouched(report: ClassReport): ClassReport {
  const students = Map.groupBy(report.grades, ({ student }) => student);
  const touched = new Set(
    [...students.values()]
      .filter((grades) => !isUnreadable(grades))
      .flatMap((grades) => grades.filter(({ result }) => result.kind !== "not handed in"))
      .map(({ exercise }) => exercise),
  );
  if (touched.size === 0) return report;
  return {
    ...report,
    exercises: report.exercises.filter((slug) => touched.has(slug)),
    grades: report.grades.filter(({ exercise }) => touched.has(exercise)),
  };
}

/** Whether it is the submission as a whole that cannot be read. */
const isUnreadable = (grades: readonly Grade[]): boolean =>
  grades.every(({ result }) => result.kind === "not readable") && new Set(grades.map(problemOf)).size === 1;

const sameGrade = (a: Grade, b: Grade): boolean => a.student === b.student && a.exercise === b.exercise;

export const inOrder =
  (exercises: readonly string[]) =>
  (a: Grade, b: Grade): number => {
    if (a.student !== b.student) return a.student < b.student ? -1 : 1;
    return exercises.indexOf(a.exercise) - exercises.indexOf(b.exercise);
  };
