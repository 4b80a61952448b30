import { complaint, runOf, type CaseResult } from "../../judge/index.ts";
import { problemOf, type ClassReport, type Grade } from "../class/report.ts";

/** A line of a report: a case of a grade; or, for what was not judged, the whole exercise as one case. */
export interface Line {
  readonly exercise: string;
  readonly name: string;
  readonly points: number;
  readonly of: number;
  readonly outcome: "passed" | "failed" | "error" | "skipped";
  /** What is wrong, why it matters, and the run that shows it; empty for what passed. */
  readonly said: string;
  readonly why: string;
}

export function linesOf(grade: Grade): readonly Line[] {
  const { exercise, of, result } = grade;
  if (result.kind === "judged") {
    const isWorthless = result.verdict.disqualified !== null;
    const lines = result.verdict.cases.map((one) => lineOf(exercise, one, isWorthless));
    return isWorthless ? [whole(exercise, of, problemOf(grade)!), ...lines.map(worthless)] : lines;
  }
  return [whole(exercise, of, problemOf(grade)!)];
}

const whole = (exercise: string, of: number, said: string): Line => ({
  exercise,
  name: `${exercise} can be judged`,
  points: 0,
  of,
  outcome: "error",
  said,
  why: "Only what answers as a pure function does can be judged.",
});

/** Its points are lost with the whole, which counts them. */
const worthless = (line: Line): Line => ({ ...line, points: 0, of: 0 });

function lineOf(exercise: string, { name, of, outcome, why }: CaseResult, isWorthless: boolean): Line {
  const points = outcome.kind === "passed" && !isWorthless ? of : 0;
  return {
    exercise,
    name,
    points,
    of,
    outcome: outcomes[outcome.kind],
    said: saidOf({ name, of, outcome, why }),
    why,
  };
}

const outcomes = { passed: "passed", failed: "failed", misbehaved: "error", "not run": "skipped" } as const;

function saidOf({ outcome, why }: CaseResult): string {
  const sentence = complaint(outcome);
  if (sentence === null) return "";
  if (outcome.kind === "not run") return sentence;
  const run = runOf(outcome);
  const story = run?.story.map((text, index) => `${index + 1}. ${text}`) ?? [];
  const told = story.length === 0 ? [] : ["", "No shorter run goes wrong than this one:", "", ...story];
  return [sentence, "", `Why it matters: ${why}`, ...told].join("\n");
}

/** For the formats that know one submission. @throws RangeError if there are several. */
export function theOnly(report: ClassReport, format: string): readonly Grade[] {
  const students = [...new Set(report.grades.map(({ student }) => student))];
  if (students.length === 1) return report.grades;
  throw new RangeError(
    `The format ${format} is about one submission; here are ${students.length}: give one.`,
  );
}
