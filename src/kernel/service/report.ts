import { codeFrame } from "../language/index.ts";
import type { CellError } from "../worker/protocol.ts";
import type { Finding } from "./findings.ts";
import type { CellText } from "./notebook.ts";

/** The error output of a cell that was not run because of its types. */
export function errorOf(findings: readonly Finding[], cell: CellText): CellError {
  const errors = findings.filter(({ isWarning }) => !isWarning);
  const count = errors.length === 1 ? "1 type error" : `${errors.length} type errors`;
  const more = errors.length === 1 ? "" : ` (and ${errors.length - 1} more)`;
  return {
    ename: "TypeScriptError",
    evalue: `${errors[0]?.message.split("\n", 1)[0] ?? ""}${more}`,
    traceback: [
      ...errors.map((finding) => paragraph(finding, cell)),
      `${count}: the cell was not run. (With %types warn in its first line it would be.)`,
    ],
  };
}

/** What is printed on stderr of a cell that is run all the same. */
export function warningsOf(findings: readonly Finding[], cell: CellText): string {
  return findings
    .map((finding) =>
      finding.isWarning
        ? `${headline(finding, cell)} A later cell may define it.\n`
        : `${paragraph(finding, cell)}\n`,
    )
    .join("");
}

function paragraph(finding: Finding, cell: CellText): string {
  const related = finding.related.map((sentence) => `    ${sentence}`);
  return [headline(finding, cell), codeFrame(cell.source, finding.position), ...related].join("\n");
}

function headline({ code, message, position }: Finding, { label }: CellText): string {
  return `${label}:${position.line}:${position.column} TS${code}: ${message}`;
}
