import { parseSync } from "oxc-parser";
import type { MapJson, Position } from "../language/index.ts";
import { magicOf } from "../service/magic.ts";
import type { Inspector } from "./inspector.ts";
import type { Script, Scripts } from "./scripts.ts";
import { SourceMapChain } from "./source-map.ts";

/** Where V8 can pause: in the script as it runs, and in the source as typed. */
export interface BreakPlace {
  /**
   * Right after the place before: V8 takes the next one. Exactly where that is depends, for the last expression
   * of a cell, on whether it is asked about the cell or about the same code in a function.
   */
  readonly generated: Position;
  readonly original: Position;
}

let lastProbe = 0;

/**
 * Where a cell can be paused, whether or not it has run yet: V8 is asked about the same code inside a function
 * that is never called.
 */
export async function placesInCell(
  inspector: Inspector,
  scripts: Scripts,
  cell: { readonly source: string; readonly code: string; readonly maps: readonly MapJson[] },
): Promise<readonly BreakPlace[]> {
  lastProbe += 1;
  const url = `probe:${lastProbe}`;
  const expression = `(async () => {${cell.code}\n})\n//# sourceURL=${url}`;
  const { result } = await inspector.post("Runtime.evaluate", { expression, silent: true });
  const scriptId = scripts.idOf(url);
  if (scriptId === undefined) return [];
  const chain = new SourceMapChain(cell.maps);
  const passed = declarationPlaces(cell.source);
  const places = await placesIn(inspector, scriptId, (position) => chain.original(position));
  if (result.objectId !== undefined) {
    await inspector.post("Runtime.releaseObject", { objectId: result.objectId });
  }
  return places.filter(({ original }) => !passed.has(key(original)));
}

export async function placesInFile(inspector: Inspector, script: Script): Promise<readonly BreakPlace[]> {
  return placesIn(inspector, script.id, (position) => script.original(position));
}

/** The first place at or after a line. Clients set breakpoints on comments, types and empty lines too. */
export function placeFor(places: readonly BreakPlace[], line: number, column = 1): BreakPlace | undefined {
  return places
    .filter(({ original }) => original.line > line || (original.line === line && original.column >= column))
    .toSorted((a, b) => compare(a.original, b.original))[0];
}

/**
 * Functions declared at the top level of a cell become assignments (see language/repl.ts). Whoever wrote the
 * declaration expects neither a breakpoint nor a step to stop there: the body is meant.
 */
export function declarationPlaces(cell: string): ReadonlySet<string> {
  const source = magicOf(cell)?.rest ?? cell;
  const { program } = parseSync("cell.ts", source, { lang: "ts", sourceType: "module" });
  const places = new Set<string>();
  const lineStarts = [0, ...[...source.matchAll(/\n/g)].map(({ index }) => index + 1)];
  for (const statement of program.body) {
    const isExport =
      statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration";
    const declaration = isExport ? statement.declaration : statement;
    if (declaration?.type !== "FunctionDeclaration") continue;
    const line = lineStarts.findLastIndex((start) => start <= declaration.start);
    places.add(key({ line: line + 1, column: declaration.start - (lineStarts[line] ?? 0) + 1 }));
  }
  return places;
}

export function key({ line, column }: Position): string {
  return `${line}:${column}`;
}

async function placesIn(
  inspector: Inspector,
  scriptId: string,
  original: (generated: Position) => Position | undefined,
): Promise<readonly BreakPlace[]> {
  const { locations } = await inspector.post("Debugger.getPossibleBreakpoints", {
    start: { scriptId, lineNumber: 0, columnNumber: 0 },
  });
  const all = locations
    .map(({ lineNumber, columnNumber = 0 }) => ({ line: lineNumber + 1, column: columnNumber + 1 }))
    .toSorted(compare);
  return all.flatMap((exact, index) => {
    const place = original(exact);
    const before = all[index - 1];
    const column = before?.line === exact.line ? before.column + 1 : 1;
    return place ? [{ generated: { line: exact.line, column }, original: place }] : [];
  });
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column;
}
