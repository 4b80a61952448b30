import { catalogued } from "../../judge/index.ts";
import { oneLine } from "../one-line.ts";
import { isolationsOf, pointsOf, problemOf, type ClassReport } from "../class/report.ts";
import { summaries, type ExerciseSummary } from "../class/summary.ts";

/** The class on one page: who has how many points, what was hard, and which wrong ideas are about. */
export function markdown(report: ClassReport): string {
  const { exercises, grades } = report;
  const students = [...new Set(grades.map(({ student }) => student))];
  const points = new Map(grades.map((grade) => [`${grade.student}\n${grade.exercise}`, grade]));
  const header = ["student", ...exercises, "points"];
  const rows = students.map((student) => {
    const mine = exercises.map((exercise) => points.get(`${student}\n${exercise}`));
    const cells = mine.map((grade) =>
      grade === undefined || grade.result.kind === "not handed in"
        ? "–"
        : `${pointsOf(grade)} of ${grade.of}`,
    );
    const sum = mine.reduce((total, grade) => total + (grade === undefined ? 0 : pointsOf(grade)), 0);
    return [student, ...cells, String(sum)];
  });
  return [
    "# Grades",
    "",
    ...table(header, rows),
    "",
    ...summaries(report).flatMap(section),
    ...problems(report),
    `Seed ${report.seed}; isolation: ${isolationsOf(report).join(", ") || "nothing was run"}.`,
    "",
  ].join("\n");
}

function section({
  exercise,
  students,
  passed,
  notHandedIn,
  meanPoints,
  of,
  cases,
  ideas,
}: ExerciseSummary): readonly string[] {
  const hard = cases.filter((one) => one.passed < one.judged);
  return [
    `## ${catalogued(exercise).title}`,
    "",
    `${passed} of ${students} have all ${of} points; ${notHandedIn} handed in nothing; ${meanPoints.toFixed(1)} points on average of those who did.`,
    "",
    ...(hard.length === 0
      ? []
      : [
          ...table(
            ["what is asked", "passed"],
            hard.map((one) => [one.name, `${one.passed} of ${one.judged}`]),
          ),
          "",
        ]),
    ...(ideas.length === 0
      ? []
      : [
          ...table(
            ["solutions that behave as one that …", "students"],
            ideas.map((one) => [one.name, one.students.join(", ")]),
          ),
          "",
        ]),
  ];
}

/** What could not be judged case by case, and why: a row for each student and reason. */
function problems({ grades }: ClassReport): readonly string[] {
  const rows = new Map<string, { readonly student: string; readonly problem: string; exercises: string[] }>();
  for (const grade of grades) {
    const { student, exercise, result } = grade;
    const problem = result.kind === "not handed in" ? null : problemOf(grade);
    if (problem === null) continue;
    const key = JSON.stringify([student, problem]);
    const row = rows.get(key) ?? { student, problem, exercises: [] };
    row.exercises.push(exercise);
    rows.set(key, row);
  }
  if (rows.size === 0) return [];
  const cells = [...rows.values()].map((row) => [row.student, row.exercises.join(", "), row.problem]);
  return ["## No points, because", "", ...table(["student", "exercise", "problem"], cells), ""];
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)];
}

/** Names are somebody's own choice: they must not break the table, nor become markup. */
const cell = (text: string): string => oneLine(text).replace(/[\\|`*_~<>[\]&]/g, "\\$&");
