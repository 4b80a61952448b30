import { transform, type Message, type TransformFailure, type TransformOptions } from "esbuild";
import { parseSync } from "oxc-parser";
import type { AnyPort, Fault } from "../../judge/index.ts";
import { importProblem } from "./imports.ts";
import { oneLine } from "../one-line.ts";
import { lineOf } from "./line-of.ts";

/** What an exercise expects of the text of a submission. */
export type Expected = Pick<AnyPort, "file" | "provides">;

/** A submission that can be run: an expression whose value is a function with the body of a CommonJS module. Or what keeps it from running. */
export type Prepared =
  | { readonly kind: "prepared"; readonly script: string }
  | { readonly kind: "fault"; readonly fault: Fault };

/**
 * Reads the text of a submission: nothing of it is run. What it imports for types alone is forgotten.
 *
 * A text can be nested so deeply that the parser's process dies of it: call this in one that may die.
 */
export async function read(text: string, { file, provides }: Expected): Promise<Prepared> {
  const parsed = parseSync(file, text);
  const [error] = parsed.errors;
  if (error !== undefined) {
    const line = lineOf(text, error.labels[0]?.start ?? 0);
    return fault(`${file} cannot be read: ${sentence(error.message)} (line ${line}).`);
  }
  // As a module still, without its types: what it imports now, it means to use.
  const compiled = await compile(text, { loader: "ts", format: "esm", sourcefile: file });
  if (typeof compiled !== "string") return fault(`${file} cannot be read: ${placed(compiled)}.`);
  const problem = importProblem({
    text,
    before: parsed.module,
    after: parseSync("compiled.js", compiled).module,
    provides,
  });
  if (problem !== null) return fault(`${file} ${problem}`);
  const script = await compile(compiled, { loader: "js", format: "cjs", sourcefile: file });
  if (typeof script !== "string") return fault(`${file} cannot be read: ${placed(script)}.`);
  return {
    kind: "prepared",
    script: `(function (module, require) {"use strict";${withoutHashbang(script)}\n})`,
  };
}

const fault = (sentence: string): Prepared => ({ kind: "fault", fault: { kind: "does not load", sentence } });

async function compile(text: string, options: TransformOptions): Promise<string | Message> {
  try {
    const { code } = await transform(text, {
      ...options,
      target: "es2023",
      tsconfigRaw: "{}",
      logLevel: "silent",
    });
    return code;
  } catch (error) {
    const [first] = (error as TransformFailure).errors ?? [];
    if (first === undefined) throw error;
    return first;
  }
}

const withoutHashbang = (script: string): string => script.replace(/^#!.*/, "");

function placed({ text, location }: Message): string {
  const what = text.startsWith("Top-level await") ? "await stands outside of any function" : sentence(text);
  return location === null ? what : `${what} (line ${location.line})`;
}

const sentence = (message: string): string => oneLine(message, 200).replace(/\.$/, "");
