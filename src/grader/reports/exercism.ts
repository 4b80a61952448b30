import { isPass } from "../../judge/index.ts";
import { problemOf, type ClassReport } from "../class/report.ts";
import { linesOf, theOnly, type Line } from "./lines.ts";

/** What Exercism's website shows of a message, at most. */
const mostCharacters = 65_535;

/** The results.json of an Exercism test runner, version 3 (exercism.org/docs/building/tooling/test-runners/interface). */
export function exercism(report: ClassReport): string {
  const grades = theOnly(report, "exercism");
  const [grade] = grades;
  if (grade === undefined || grades.length > 1) {
    throw new RangeError("The format exercism is about one exercise: name it with --exercise.");
  }
  const problem = problemOf(grade);
  if (problem !== null) {
    return stringified({ version: 3, status: "error", message: cut(problem) });
  }
  const hasPassed = grade.result.kind === "judged" && isPass(grade.result.verdict);
  const tests = linesOf(grade).map(test);
  return stringified({ version: 3, status: hasPassed ? "pass" : "fail", message: null, tests });
}

function test({ name, outcome, said, why }: Line): object {
  const status = outcome === "passed" ? "pass" : outcome === "failed" ? "fail" : "error";
  return { name, status, message: said === "" ? null : cut(said), test_code: why };
}

const cut = (text: string): string =>
  text.length > mostCharacters ? `${text.slice(0, mostCharacters - 2)} …` : text;

const stringified = (results: object): string => `${JSON.stringify(results, null, 2)}\n`;
