import { transform, type Message, type TransformFailure } from "esbuild";
import { parseSync } from "oxc-parser";
import type { AnyPort, Fault } from "../../judge/index.ts";
import { importProblem } from "./imports.ts";
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
  const compiled = await compile(text, file);
  if (typeof compiled !== "string") return fault(`${file} cannot be read: ${placed(compiled)}.`);
  const problem = importProblem({
    text,
    before: parsed.module,
    after: parseSync("compiled.js", compiled).module,
    provides,
  });
  if (problem !== null) return fault(`${file} ${problem}`);
  const { code } = await transform(compiled, { loader: "js", format: "cjs", target: "es2023" });
  return { kind: "prepared", script: `(function (module, require) {"use strict";${code}\n})` };
}

const fault = (sentence: string): Prepared => ({ kind: "fault", fault: { kind: "does not load", sentence } });

/** As a module still, without its types: what it imports now, it means to use. */
async function compile(text: string, file: string): Promise<string | Message> {
  try {
    const { code } = await transform(text, {
      loader: "ts",
      format: "esm",
      target: "es2023",
      sourcefile: file,
      tsconfigRaw: "{}",
    });
    return code;
  } catch (error) {
    const [first] = (error as TransformFailure).errors ?? [];
    if (first === undefined) throw error;
    return first;
  }
}

const placed = ({ text, location }: Message): string =>
  location === null ? sentence(text) : `${sentence(text)} (line ${location.line})`;

const sentence = (message: string): string =>
  message.replaceAll(/\s+/g, " ").replace(/\.$/, "").slice(0, 200);
