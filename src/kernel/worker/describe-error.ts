import { inspect } from "node:util";
import { codeFrame } from "../language/code-frame.ts";
import type { CellError } from "./protocol.ts";
import { scripts } from "./stack.ts";

/** What to print on stderr for an error that nobody caught. */
export function describeUncaught(thrown: unknown): string {
  const { traceback } = describeError(thrown);
  return [...traceback.slice(0, -1), `Uncaught ${traceback.at(-1) ?? ""}\n`].join("\n");
}

/** What a cell's error message says: the lines around the failure, then the error with its stack. */
export function describeError(thrown: unknown): CellError {
  try {
    return isErrorLike(thrown) ? describe(thrown) : describeValue(thrown);
  } catch (error) {
    // Its own getters fail, or its own way of showing itself.
    const evalue = `It cannot be shown, for that throws ${String(error)}.`;
    return { ename: "Thrown", evalue, traceback: [`Thrown: ${evalue}`] };
  }
}

function describe(error: Error): CellError {
  const { message } = error;
  const ename = nameOf(error);
  const stack = String(error.stack);
  const frame = frameOf(stack);
  const text = withoutBrackets(inspect(error, { depth: 4 }), [`${error.name}: ${message}`, error.name]);
  return { ename, evalue: message, traceback: frame === undefined ? [text] : [frame, text] };
}

function describeValue(value: unknown): CellError {
  const evalue = inspect(value);
  return { ename: "Thrown", evalue, traceback: [`Thrown: ${evalue}`] };
}

/** Classes of errors rarely set `name`, and mean their own. */
function nameOf({ name, constructor }: Error): string {
  return name === "Error" && constructor.name !== "" ? constructor.name : name;
}

/** Without a frame of the learner's, inspect puts the error's name and message into brackets. */
function withoutBrackets(text: string, headlines: readonly string[]): string {
  const headline = headlines.find((each) => text.startsWith(`[${each}]`));
  return headline === undefined ? text : headline + text.slice(headline.length + 2);
}

function isErrorLike(value: unknown): value is Error {
  return (
    typeof value === "object" && value !== null && "stack" in value && "message" in value && "name" in value
  );
}

/** The source around the innermost frame that is in a cell. */
function frameOf(stack: string): string | undefined {
  const found = /^ +at .*?(In \[\d+\]|silent cell \d+|user expression "[^"]*"):(\d+):(\d+)\)?$/m.exec(stack);
  if (!found) return undefined;
  const [, label = "", line, column] = found;
  const script = scripts.newestOf(label);
  return script && codeFrame(script.source, { line: Number(line), column: Number(column) });
}
