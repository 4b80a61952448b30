import { parseSync, type OxcError } from "oxc-parser";

export type Completeness =
  | { readonly status: "complete" }
  | { readonly status: "incomplete"; readonly indent: string }
  | { readonly status: "invalid" };

/**
 * What a next line could be. Some errors are reported far from the end although more text would mend them: the
 * parser takes `<T>(x: T) =>` for a cast when no body follows.
 */
const continuations = ["0", "x", "= 0", "{}", "`"];

/** Can this run as it stands, might more lines mend it, or is it wrong whatever follows? */
export function isComplete(source: string): Completeness {
  const text = source.trimEnd();
  const [error] = errorsIn(text);
  if (!error) return { status: "complete" };
  const { labels } = error;
  const breaksAtEnd = labels.some(({ start }) => start >= text.length);
  const isOpenEnded = labels.some(
    ({ start, end }) => /^(`|\/\*)/.test(text.slice(start)) && end >= text.length,
  );
  const mayGoOn =
    breaksAtEnd || isOpenEnded || continuations.some((line) => errorsIn(`${text}\n${line}`).length === 0);
  return mayGoOn ? { status: "incomplete", indent: nextIndent(text) } : { status: "invalid" };
}

function errorsIn(text: string): readonly OxcError[] {
  return parseSync("cell.ts", text, { lang: "ts", sourceType: "module" }).errors;
}

/** The last line's indent, one level deeper if that line opens something. */
function nextIndent(text: string): string {
  const lastLine = text.slice(text.lastIndexOf("\n") + 1);
  const indent = /^\s*/.exec(lastLine)?.[0] ?? "";
  return /([{([]|=>|:)$/.test(lastLine) ? `${indent}  ` : indent;
}
