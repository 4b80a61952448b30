import { SourceMap } from "node:module";
import { inspect } from "node:util";
import { codeFrame } from "../language/code-frame.ts";
import type { Position } from "../language/position.ts";
import type { Cell, CellError } from "./protocol.ts";

/** Cells that have run: their functions may fail at any later time. */
interface KnownCell {
  readonly label: string;
  readonly source: string;
  readonly maps: readonly SourceMap[];
}

const cells = new Map<string, KnownCell>();

/** The name under which V8 knows a cell's script. */
export function scriptName({ id }: Pick<Cell, "id">): string {
  return `cell:${id}`;
}

export function rememberCell(cell: Cell): void {
  const maps = cell.maps.map((map) => new SourceMap(map as ConstructorParameters<typeof SourceMap>[0]));
  cells.set(scriptName(cell), { label: cell.label, source: cell.source, maps });
}

/** Makes every `error.stack` in this thread speak of cells and lines as typed, without our own frames. */
export function installStackTraces(): void {
  Error.prepareStackTrace = (error, sites) => {
    const frames = sites
      .map((site: { toString(): string }) => `    at ${site.toString()}`)
      .filter((frame) => !isOurs(frame));
    return [headline(error), ...frames.map(inOriginalTerms)].join("\n");
  };
}

/** What a cell's error message says: the lines around the failure, then the error with its stack. */
export function describeError(thrown: unknown): CellError {
  if (!isErrorLike(thrown)) {
    const evalue = inspect(thrown);
    return { ename: "Thrown", evalue, traceback: [`Thrown: ${evalue}`] };
  }
  const { name, message } = thrown;
  const frame = frameOf(String(thrown.stack));
  // Without a frame of the learner's, inspect would put the whole error into brackets.
  const text = /^ +at /m.test(String(thrown.stack)) ? inspect(thrown, { depth: 2 }) : `${name}: ${message}`;
  return { ename: name, evalue: message, traceback: frame === undefined ? [text] : [frame, text] };
}

function isErrorLike(value: unknown): value is Error {
  return (
    typeof value === "object" && value !== null && "stack" in value && "message" in value && "name" in value
  );
}

/** The source around the innermost frame that is in a cell. */
function frameOf(stack: string): string | undefined {
  const found = /^ +at .*?((?:In \[\d+\]|silent cell \d+)):(\d+):(\d+)\)?$/m.exec(stack);
  if (!found) return undefined;
  const [, label, line, column] = found;
  // The newest of that label: the kernel may have been asked not to count.
  const cell = [...cells.values()].reverse().find((each) => each.label === label);
  if (!cell) return undefined;
  return codeFrame(cell.source, { line: Number(line), column: Number(column) });
}

function headline(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}

const ourFolder = new URL("../", import.meta.url).href;

function isOurs(frame: string): boolean {
  return (
    frame.includes(ourFolder) ||
    /\((node:internal\/|node:inspector)|at node:internal\/|at async node:internal/.test(frame)
  );
}

/** `cell:7:3:12` becomes `In [4]:2:9`. */
function inOriginalTerms(frame: string): string {
  return frame
    .replace(/(cell:\d+):(\d+):(\d+)/, (whole, script: string, line: string, column: string) => {
      const cell = cells.get(script);
      if (!cell) return whole;
      const position = originalPosition(cell, { line: Number(line), column: Number(column) });
      return `${cell.label}:${position.line}:${position.column}`;
    })
    .replace(/^( +at )<anonymous> \((.*)\)$/, "$1$2");
}

function originalPosition(cell: KnownCell, generated: Position): Position {
  let { line, column } = generated;
  for (const map of cell.maps) {
    const entry = map.findEntry(line - 1, column - 1);
    if (!("originalLine" in entry)) break;
    line = entry.originalLine + 1;
    column = entry.originalColumn + 1;
  }
  return { line, column };
}
