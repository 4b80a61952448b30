import type { ClassReport, Grade } from "../class/report.ts";
import { linesOf, type Line } from "./lines.ts";

/**
 * JUnit's XML as Jenkins and its relatives read it (the schema junit-10.xsd of Jenkins' xunit plugin): a suite for each
 * student, a case for each case.
 */
export function junit({ grades }: ClassReport): string {
  const students = [...new Set(grades.map(({ student }) => student))];
  const suites = students.map((student) =>
    suite(
      student,
      grades.filter((grade) => grade.student === student),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="paxoslab">\n${suites.join("")}</testsuites>\n`;
}

function suite(student: string, grades: readonly Grade[]): string {
  const lines = grades.flatMap(linesOf);
  const count = (outcome: Line["outcome"]): number => lines.filter((line) => line.outcome === outcome).length;
  const attributes =
    `name="${escaped(student)}" tests="${lines.length}" failures="${count("failed")}" ` +
    `errors="${count("error")}" skipped="${count("skipped")}"`;
  return ` <testsuite ${attributes}>\n${lines.map((line) => testcase(student, line)).join("")} </testsuite>\n`;
}

function testcase(student: string, { exercise, name, outcome, said }: Line): string {
  const open = `  <testcase name="${escaped(name)}" classname="${escaped(`${student}.${exercise}`)}"`;
  const [sentence = ""] = said.split("\n");
  const detail = `message="${escaped(sentence)}"`;
  switch (outcome) {
    case "passed":
      return `${open}/>\n`;
    case "failed":
      return `${open}><failure ${detail} type="failed">${escaped(said)}</failure></testcase>\n`;
    case "error":
      return `${open}><error ${detail} type="misbehaved">${escaped(said)}</error></testcase>\n`;
    case "skipped":
      return `${open}><skipped ${detail}/></testcase>\n`;
  }
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** XML 1.0 has no place for most control characters, and none for half a surrogate pair, not even escaped. */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "\uFFFD")
      .replace(/[&<>"]/g, (character) => entities[character]!)
      .replaceAll("\n", "&#10;")
  );
}
