import {
  array,
  boolean,
  check,
  integer,
  literal,
  looseObject,
  minLength,
  minValue,
  nonEmpty,
  null_,
  nullish,
  number,
  optional,
  picklist,
  pipe,
  regex,
  strictObject,
  string,
  unknown,
  variant,
} from "valibot";

/** What others have published of the formats that they read, said again as schemas. */

const visibility = picklist(["hidden", "after_due_date", "after_published", "visible"]);
const outputFormat = picklist(["text", "html", "simple_format", "md", "ansi"]);

/** gradescope-autograders.readthedocs.io/en/latest/specs, "Output format". */
export const gradescopeResults = strictObject({
  score: number(),
  execution_time: optional(number()),
  output: optional(string()),
  output_format: optional(outputFormat),
  test_output_format: optional(outputFormat),
  test_name_format: optional(outputFormat),
  visibility: optional(visibility),
  stdout_visibility: optional(visibility),
  extra_data: optional(looseObject({})),
  tests: array(
    strictObject({
      score: number(),
      max_score: number(),
      status: picklist(["passed", "failed"]),
      name: string(),
      name_format: optional(outputFormat),
      number: string(),
      output: string(),
      output_format: optional(outputFormat),
      tags: optional(array(string())),
      visibility: optional(visibility),
      extra_data: optional(looseObject({})),
    }),
  ),
  leaderboard: optional(unknown()),
});

const count = pipe(number(), integer(), minValue(0));
const filled = pipe(string(), minLength(1));
const instant = pipe(string(), regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/));

/** github.com/foundation50/classroom50, schemas/result-v1.schema.json, and what it says its code checks besides. */
export const classroom50Result = pipe(
  strictObject({
    schema: literal("classroom50/result/v1"),
    classroom: filled,
    assignment: filled,
    // Its runner knows teams as well.
    assignment_type: picklist(["individual", "group", "team"]),
    owner: filled,
    submission: pipe(string(), regex(/^submit\//)),
    commit: filled,
    release: filled,
    review: filled,
    datetime: instant,
    graded_at: optional(instant),
    score: count,
    "max-score": count,
    tests: array(
      pipe(
        looseObject({ "test-name": filled, passed: boolean(), score: count, "max-score": count }),
        check((test) => test.score <= test["max-score"]),
      ),
    ),
    submitted_by: optional(strictObject({ username: filled, id: nullish(number()) })),
  }),
  check((result) => result.score <= result["max-score"]),
);

const exercismTests = array(
  strictObject({
    name: string(),
    status: picklist(["pass", "fail", "error"]),
    message: nullish(string()),
    output: nullish(string()),
    test_code: optional(string()),
    task_id: optional(number()),
  }),
);

/** exercism.org/docs/building/tooling/test-runners/interface, version 3. */
export const exercismResults = variant("status", [
  strictObject({
    version: literal(3),
    status: literal("pass"),
    message: optional(null_()),
    tests: pipe(
      exercismTests,
      check((tests) => tests.every(({ status }) => status === "pass")),
    ),
  }),
  strictObject({
    version: literal(3),
    status: literal("fail"),
    message: optional(null_()),
    tests: pipe(
      exercismTests,
      check((tests) => tests.some(({ status }) => status !== "pass")),
    ),
  }),
  strictObject({
    version: literal(3),
    status: literal("error"),
    message: pipe(string(), nonEmpty()),
    tests: exercismTests,
  }),
]);

/** What an element may hold and must carry. */
interface ElementRule {
  readonly needs: readonly string[];
  readonly may: readonly string[];
  readonly children: readonly string[];
}

const failing: ElementRule = { needs: [], may: ["type", "message"], children: [] };

/** github.com/jenkinsci/xunit-plugin, junit-10.xsd: as much of it as there is in our reports. */
export const junit10: Readonly<Record<string, ElementRule>> = {
  testsuites: { needs: [], may: ["name", "time", "tests", "failures", "errors"], children: ["testsuite"] },
  testsuite: {
    needs: ["name", "tests", "failures", "errors"],
    may: ["group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"],
    children: ["testcase"],
  },
  testcase: {
    needs: ["name"],
    may: ["time", "classname", "group"],
    children: ["failure", "error", "skipped"],
  },
  failure: failing,
  error: failing,
  skipped: failing,
};
