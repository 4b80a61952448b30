import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { KnownScripts } from "./known-scripts.ts";
import type { Cell } from "./protocol.ts";

export const scripts = new KnownScripts();

/** The name under which V8 knows a cell's script. */
export function scriptName({ id }: Pick<Cell, "id">): string {
  return `cell:${id}`;
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
    /\((?:node:internal\/|node:inspector)|at (?:async )?node:internal\//.test(frame)
  );
}

/** `cell:7:3:12` becomes `In [4]:2:9`, and the URL of a file beside the notebook its path from there. */
function inOriginalTerms(frame: string): string {
  return frame
    .replace(/(cell:\d+|file:[^\s()]+?):(\d+):(\d+)/, (whole, name: string, line: string, column: string) => {
      const script = scripts.get(name);
      const generated = { line: Number(line), column: Number(column) };
      const position = script ? scripts.positionIn(script, generated) : generated;
      const label = script?.label ?? (name.startsWith("file:") ? pathOf(name) : undefined);
      return label === undefined ? whole : `${label}:${position.line}:${position.column}`;
    })
    .replace(/^( +at (?:async )?)<anonymous> \((.*)\)$/, "$1$2");
}

/** How tracebacks call a module. */
export function pathOf(url: string): string {
  const path = fileURLToPath(url.replace(/[?#].*$/, ""));
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith("..") ? path : fromHere;
}
