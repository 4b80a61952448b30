import type { ClassReport } from "../class/report.ts";
import { classroom50, type Classroom50Context } from "./classroom50.ts";
import { csv } from "./csv.ts";
import { exercism } from "./exercism.ts";
import { gradescope } from "./gradescope.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";

export const formats = [
  "json",
  "csv",
  "junit",
  "gradescope",
  "classroom50",
  "exercism",
  "markdown",
  "html",
] as const;
export type Format = (typeof formats)[number];

/** What is written: one text, or a folder of pages. */
export type Rendered =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "pages"; readonly pages: readonly { readonly name: string; readonly text: string }[] };

/** @throws RangeError in one sentence if this report cannot be said in this format. */
export function render(report: ClassReport, format: Format, context: Classroom50Context): Rendered {
  const text = (said: string): Rendered => ({ kind: "text", text: said });
  switch (format) {
    case "json":
      return text(json(report));
    case "csv":
      return text(csv(report));
    case "junit":
      return text(junit(report));
    case "gradescope":
      return text(gradescope(report));
    case "classroom50":
      return text(classroom50(report, context));
    case "exercism":
      return text(exercism(report));
    case "markdown":
      return text(markdown(report));
    case "html":
      return { kind: "pages", pages: html(report) };
  }
}
