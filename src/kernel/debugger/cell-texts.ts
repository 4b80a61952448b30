import { CellSyntaxError, transpile, type MapJson } from "../language/index.ts";
import { MagicError, magicOf } from "../service/magic.ts";
import { cellPaths, pathOfCell } from "./cell-path.ts";
import type { Scripts } from "./scripts.ts";

interface CellText {
  readonly source: string;
  /** Nothing if it is not TypeScript as it stands. */
  readonly transpiled: { readonly code: string; readonly maps: readonly MapJson[] } | undefined;
}

/** The code of cells by path: of those that were run, and of those that a client has announced. */
export class CellTexts {
  readonly #scripts: Scripts;
  readonly #dumped = new Map<string, CellText>();

  constructor(scripts: Scripts) {
    this.#scripts = scripts;
  }

  /** Returns the path under which the code is known from now on. */
  dump(source: string): string {
    const path = pathOfCell(source);
    if (!this.#dumped.has(path)) this.#dumped.set(path, { source, transpiled: tryTranspile(source) });
    return path;
  }

  isCell(path: string): boolean {
    return path.startsWith(cellPaths.tmpFilePrefix);
  }

  source(path: string): string | undefined {
    return this.#dumped.get(path)?.source ?? this.#scripts.cell(path)?.source;
  }

  transpiled(
    path: string,
  ): { readonly source: string; readonly code: string; readonly maps: readonly MapJson[] } | undefined {
    const cell = this.#scripts.cell(path);
    if (cell) return cell;
    const dumped = this.#dumped.get(path);
    return dumped?.transpiled && { source: dumped.source, ...dumped.transpiled };
  }
}

function tryTranspile(source: string): CellText["transpiled"] {
  try {
    return transpile(magicOf(source)?.rest ?? source);
  } catch (error) {
    if (error instanceof CellSyntaxError || error instanceof MagicError) return undefined;
    throw error;
  }
}
