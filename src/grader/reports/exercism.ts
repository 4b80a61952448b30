import { isPass } from "../../judge/index.ts";
import { problemOf, type ClassReport } from "../class/report.ts";
import { linesOf, theOnly, type Line } from "./lines.ts";

/** The results.json of an Exercism test runner, version 3 (exercism.org/docs/building/tooling/test-runners/interface). */
export function exercism(report: ClassReport): string {
  const grades = theOnly(report, "exercism");
  const [grade] = grades;
  if (grade === undefined || grades.length > 1) {
    throw new RangeError("The format exercism is about one exercise: name it with --exercise.");
  }
  const problem = problemOf(grade);
  if (problem !== null) {
    return stringified({ version: 3, status: "error", message: problem, tests: [] });
  }
  const hasPassed = grade.result.kind === "judged" && isPass(grade.result.verdict);
  const tests = linesOf(grade).map(test);
  return stringified({ version: 3, status: hasPassed ? "pass" : "fail", message: null, tests });
}

function test({ name, outcome, said, why }: Line): object {
  const status = outcome === "passed" ? "pass" : outcome === "failed" ? "fail" : "error";
  return { name, status, message: said === "" ? null : said, test_code: why };
}

const stringified = (results: object): string => `${JSON.stringify(results, null, 2)}\n`;
