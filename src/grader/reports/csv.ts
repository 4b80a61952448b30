import Papa from "papaparse";
import { pointsOf, problemOf, type ClassReport, type Grade } from "../class/report.ts";

/** A row for each student and exercise. */
export function csv({ grades }: ClassReport): string {
  const text = Papa.unparse(grades.map(row), {
    columns,
    newline: "\n",
    // A name that begins with = or @ is a name, and no formula.
    escapeFormulae: true,
  });
  return `${text}\n`;
}

const columns = [
  "student",
  "exercise",
  "points",
  "of",
  "passed",
  "result",
  "problem",
  "behaves like",
  "isolation",
  "seed",
];

function row(grade: Grade): Record<string, string | number | boolean> {
  const { student, exercise, of, result } = grade;
  const judged = result.kind === "judged" ? result : null;
  return {
    student,
    exercise,
    points: pointsOf(grade),
    of,
    passed: of > 0 && pointsOf(grade) === of,
    result: result.kind,
    problem: problemOf(grade) ?? "",
    "behaves like": judged?.verdict.behavesLike ?? "",
    isolation: judged?.isolation.kind ?? "",
    seed: judged?.verdict.seed ?? "",
  };
}
