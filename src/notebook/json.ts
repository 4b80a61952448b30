import { parse, printParseErrorCode, type ParseError } from "jsonc-parser";
import type { Fail } from "./errors.ts";

/** Parses JSON; if it is broken, says where. V8 does not always tell the position of an error. */
export function parseJson(text: string, fail: Fail): unknown {
  const withoutMark = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (withoutMark.trim() === "") return fail("is empty, so it is not a notebook");
  try {
    return JSON.parse(withoutMark);
  } catch (error) {
    const errors: ParseError[] = [];
    parse(withoutMark, errors, { disallowComments: true });
    const [first] = errors;
    if (!first) return fail(`is not valid JSON: ${(error as Error).message}`);
    const { line, column } = positionAt(withoutMark, first.offset);
    return fail(`is not valid JSON: ${inWords(first)} at line ${line}, column ${column}`);
  }
}

/** Both count from 1. */
function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** `CommaExpected` becomes "comma expected". */
function inWords(error: ParseError): string {
  const words = printParseErrorCode(error.error).replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ");
  return words.toLowerCase();
}
