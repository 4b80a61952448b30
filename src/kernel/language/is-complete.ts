import { parseSync } from "oxc-parser";

export type Completeness =
  | { readonly status: "complete" }
  | { readonly status: "incomplete"; readonly indent: string }
  | { readonly status: "invalid" };

/** Can this run as it stands, might more lines mend it, or is it wrong whatever follows? */
export function isComplete(source: string): Completeness {
  const text = source.trimEnd();
  const { errors } = parseSync("cell.ts", text, { lang: "ts", sourceType: "module" });
  const [error] = errors;
  if (!error) return { status: "complete" };
  const labels = error.labels;
  const breaksAtEnd = labels.some((label) => label.start >= text.length);
  const isOpenEnded = labels.some(
    (label) => /^(`|\/\*)/.test(text.slice(label.start)) && label.end >= text.length,
  );
  if (breaksAtEnd || isOpenEnded) return { status: "incomplete", indent: nextIndent(text) };
  return { status: "invalid" };
}

/** The last line's indent, one level deeper if that line opens something. */
function nextIndent(text: string): string {
  const lastLine = text.slice(text.lastIndexOf("\n") + 1);
  const indent = /^\s*/.exec(lastLine)?.[0] ?? "";
  return /[{([]$/.test(lastLine) ? `${indent}  ` : indent;
}
