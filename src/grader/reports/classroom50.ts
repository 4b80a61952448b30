import { pointsOf, type ClassReport } from "../class/report.ts";
import { linesOf, theOnly, type Line } from "./lines.ts";

/** What Classroom 50's runner says of the submission that is being graded, in these variables of the environment. */
export const classroom50Needs = [
  "CLASSROOM",
  "ASSIGNMENT",
  "USERNAME",
  "SUBMISSION_TAG",
  "COMMIT_URL",
  "RELEASE_URL",
] as const;

type Needed = (typeof classroom50Needs)[number];
type Known = Needed | "ASSIGNMENT_TYPE" | "MODE" | "REVIEW_URL" | "SUBMITTED_AT";

export type Classroom50Context = Readonly<Partial<Record<Known, string>>>;

const types = ["individual", "group", "team"];

/** The result.json of Classroom 50 (schemas/result-v1.schema.json of foundation50/classroom50). */
export function classroom50(report: ClassReport, context: Classroom50Context): string {
  const grades = theOnly(report, "classroom50");
  const perhaps = (name: Known): string | undefined => context[name]?.trim() || undefined;
  const said = (name: Known): string => {
    const value = perhaps(name);
    if (value !== undefined) return value;
    throw new RangeError(`The format classroom50 needs the variable ${name}.`);
  };
  const type = perhaps("ASSIGNMENT_TYPE") ?? perhaps("MODE") ?? "individual";
  const commit = said("COMMIT_URL");
  const tests = grades.flatMap(linesOf).map((line) => test(line, grades.length > 1));
  const result = {
    schema: "classroom50/result/v1",
    classroom: said("CLASSROOM"),
    assignment: said("ASSIGNMENT"),
    assignment_type: types.includes(type) ? type : "individual",
    owner: said("USERNAME"),
    submission: said("SUBMISSION_TAG"),
    commit,
    release: said("RELEASE_URL"),
    review: perhaps("REVIEW_URL") ?? commit,
    // When it was handed in, which is no matter of when it is graded.
    datetime: said("SUBMITTED_AT"),
    score: grades.reduce((sum, grade) => sum + pointsOf(grade), 0),
    "max-score": grades.reduce((sum, { of }) => sum + of, 0),
    tests,
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

function test({ exercise, name, points, of, outcome, said }: Line, isOneOfMany: boolean): object {
  return {
    "test-name": isOneOfMany ? `${exercise}: ${name}` : name,
    passed: outcome === "passed",
    score: points,
    "max-score": of,
    message: said,
  };
}
