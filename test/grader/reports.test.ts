import Papa from "papaparse";
import { SaxesParser } from "saxes";
import { assert, beforeAll, describe, expect, it } from "vitest";
import { parse, safeParse } from "valibot";
import {
  parseReport,
  render,
  type ClassReport,
  type Classroom50Context,
  type Format,
} from "../../src/grader/index.ts";
import { classOfSix, names, onlyOf } from "./class-of-six.ts";
import { classroom50Result, exercismResults, gradescopeResults, junit10 } from "./published.ts";

const context: Classroom50Context = {
  CLASSROOM: "bmc-2026",
  ASSIGNMENT: "acceptor",
  USERNAME: "ana",
  SUBMISSION_TAG: "submit/20261121T120000Z-abcdef1",
  COMMIT_URL: "https://github.example/bmc/repo/commit/abcdef1",
  RELEASE_URL: "https://github.example/bmc/repo/releases/tag/x",
  SUBMITTED_AT: "2026-11-21T12:00:00Z",
};

let report: ClassReport;
beforeAll(async () => {
  report = await classOfSix();
});

function textIn(format: Format, of: ClassReport): string {
  const rendered = render(of, format, context);
  assert(rendered.kind === "text");
  return rendered.text;
}

const everybody = Object.entries(names).map(([what, student]) => ({ what, student }));

describe.each(everybody)("of a submission that is $what", ({ student }) => {
  it("the report for Gradescope is as Gradescope wants it", () => {
    const results = parse(gradescopeResults, JSON.parse(textIn("gradescope", onlyOf(report, student))));
    const sum = results.tests.reduce((total, { score }) => total + score, 0);
    expect(results.score).toBe(sum);
    expect(results.tests.reduce((total, test) => total + test.max_score, 0)).toBe(report.grades[0]!.of);
  });

  it("the report for Classroom 50 is as Classroom 50 wants it", () => {
    const result = parse(classroom50Result, JSON.parse(textIn("classroom50", onlyOf(report, student))));
    expect(result["max-score"]).toBe(report.grades[0]!.of);
  });

  it("the report for Exercism is as Exercism wants it", () => {
    const results = safeParse(exercismResults, JSON.parse(textIn("exercism", onlyOf(report, student))));
    expect(results.issues).toBeUndefined();
  });
});

describe("the formats for one submission", () => {
  it.each(["gradescope", "classroom50", "exercism"] as const)("%s says so when there are more", (format) => {
    expect(() => render(report, format, context)).toThrow(/about one submission; here are 6/);
  });

  it("Classroom 50's names what its runner has not said", () => {
    expect(() => render(onlyOf(report, names.right), "classroom50", {})).toThrow(/needs the variable/);
  });

  it("Classroom 50's takes over what its runner says, and the commit where there is nothing to review", () => {
    const one = onlyOf(report, names.right);
    const said = { ...context, ASSIGNMENT_TYPE: "group", REVIEW_URL: "  " };
    const rendered = render(one, "classroom50", said);
    assert(rendered.kind === "text");
    expect(JSON.parse(rendered.text)).toMatchObject({
      owner: "ana",
      assignment_type: "group",
      review: context.COMMIT_URL,
    });
  });
});

describe("JUnit's XML", () => {
  interface Element {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
  }

  /** @throws at whatever is not well-formed XML 1.0. */
  function elements(xml: string): readonly Element[] {
    const found: Element[] = [];
    const parents: string[] = [];
    const parser = new SaxesParser();
    parser.on("error", (error) => {
      throw error;
    });
    parser.on("opentag", ({ name, attributes }) => {
      const parent = parents.at(-1);
      if (parent !== undefined) expect(junit10[parent]?.children, parent).toContain(name);
      parents.push(name);
      found.push({ name, attributes });
    });
    parser.on("closetag", () => parents.pop());
    parser.write(xml).close();
    return found;
  }

  it("is as Jenkins' schema wants it, whatever anybody is called", () => {
    for (const { name, attributes } of elements(textIn("junit", report))) {
      const rule = junit10[name];
      assert(rule !== undefined, `There is no <${name}> in the schema.`);
      expect(Object.keys(attributes)).toEqual(expect.arrayContaining([...rule.needs]));
      expect([...rule.needs, ...rule.may]).toEqual(expect.arrayContaining(Object.keys(attributes)));
    }
  });

  it("counts right, and has everybody", () => {
    const all = elements(textIn("junit", report));
    const suites = all.filter(({ name }) => name === "testsuite");
    const readable = (text: string): string =>
      text.replaceAll("\u0000", "\uFFFD").replaceAll("\u001B", "\uFFFD");
    expect(suites.map(({ attributes }) => attributes["name"])).toEqual(
      Object.values(names).map((name) => readable(name)),
    );
    for (const kind of ["failure", "error"]) {
      const counted = suites.reduce((sum, { attributes }) => sum + Number(attributes[`${kind}s`]), 0);
      expect(all.filter(({ name }) => name === kind)).toHaveLength(counted);
      expect(counted).toBeGreaterThan(0);
    }
  });
});

describe("CSV", () => {
  it("has a row for everybody, with the same columns", () => {
    const { data, errors } = Papa.parse<Record<string, string>>(textIn("csv", report), {
      header: true,
      skipEmptyLines: true,
    });
    expect(errors).toEqual([]);
    expect(data.map(({ student, result }) => [student?.replace(/^'/, ""), result])).toEqual([
      [names.right, "judged"],
      [names.wrong, "judged"],
      [names.alsoWrong, "judged"],
      [names.worthless, "judged"],
      [names.unreadable, "not readable"],
      [names.absent, "not handed in"],
    ]);
  });

  it("holds no formula", () => {
    const { data } = Papa.parse<readonly string[]>(textIn("csv", report));
    for (const cell of data.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });
});

describe("Markdown", () => {
  it("keeps one row of the table for everybody, and lets nobody write markup", () => {
    const text = textIn("markdown", report);
    const [first = ""] = text.split("\n## ");
    const rows = first.split("\n").filter((line) => line.startsWith("|"));
    expect(rows).toHaveLength(2 + everybody.length);
    // Cells are parted by bars that are not escaped.
    for (const row of rows) expect(row.split(/(?<!\\)\|/)).toHaveLength(5);
    expect(text).not.toMatch(/(?<!\\)<script/);
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it("says why somebody has no points, what was hard, and what is thought wrongly", () => {
    const text = textIn("markdown", report);
    expect(text).toContain("## No points, because");
    expect(text).toContain("solutions that behave as one that …");
    expect(text).toContain("Seed 7; isolation: bubblewrap.");
  });
});

describe("JSON", () => {
  it("is read again as it was written", () => {
    expect(parseReport(textIn("json", report), "grades.json")).toEqual(JSON.parse(JSON.stringify(report)));
  });

  it.each([
    ["nothing", "", /grades\.json is no JSON/],
    ["a list", "[]", /no report of "paxoslab grade/],
    ["another format's", `{"score":4,"tests":[]}`, /no report of/],
    ["a report of another version", `{"version":2,"seed":1,"exercises":[],"grades":[]}`, /no report of/],
    ["an unknown exercise", `{"version":1,"seed":1,"exercises":["knitting"],"grades":[]}`, /no report of/],
    [
      "a grade without its verdict",
      `{"version":1,"seed":1,"exercises":["acceptor"],"grades":[{"student":"a","exercise":"acceptor","of":1,"result":{"kind":"judged"}}]}`,
      /no report of/,
    ],
  ])("refuses %s", (_, text, sentence) => {
    expect(() => parseReport(text, "grades.json")).toThrow(sentence);
  });
});

describe("HTML", () => {
  it("gives everybody a page whose name any system takes", () => {
    const rendered = render(report, "html", context);
    assert(rendered.kind === "pages");
    const files = rendered.pages.map(({ name }) => name);
    expect(files).toHaveLength(1 + everybody.length);
    expect(new Set(files.map((name) => name.toLowerCase())).size).toBe(files.length);
    for (const name of files) expect(name).toMatch(/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}.-]*\.html$/u);
    expect(files).not.toContain("con.html");
  });
});
