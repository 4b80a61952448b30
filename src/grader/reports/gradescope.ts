import { isolationsOf, pointsOf, problemOf, type ClassReport } from "../class/report.ts";
import { linesOf, theOnly, type Line } from "./lines.ts";

/** The results.json of Gradescope's autograders (gradescope-autograders.readthedocs.io, "Autograder Specifications"). */
export function gradescope(report: ClassReport): string {
  const grades = theOnly(report, "gradescope");
  const problems = grades.flatMap((grade) => problemOf(grade) ?? []);
  const lines = grades.flatMap(linesOf);
  const results = {
    score: grades.reduce((sum, grade) => sum + pointsOf(grade), 0),
    output: problems.join("\n"),
    output_format: "text",
    visibility: "visible",
    stdout_visibility: "hidden",
    tests: lines.map((line, nth) => test(line, nth, grades.length > 1)),
    extra_data: { paxoslab: { seed: report.seed, isolation: isolationsOf(report) } },
  };
  return `${JSON.stringify(results, null, 2)}\n`;
}

function test(
  { exercise, name, points, of, outcome, said }: Line,
  nth: number,
  isOneOfMany: boolean,
): object {
  return {
    name: isOneOfMany ? `${exercise}: ${name}` : name,
    number: String(nth + 1),
    score: points,
    max_score: of,
    status: outcome === "passed" ? "passed" : "failed",
    output: said,
    output_format: "text",
    visibility: "visible",
  };
}
