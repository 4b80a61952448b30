import { compile } from "./compile.ts";
import { rewriteForRepl } from "./repl.ts";
import { importsUsedAsValues } from "./used-imports.ts";

/** A source map as JSON, generated positions to original ones. */
export interface MapJson {
  readonly version: number;
  readonly sources: readonly string[];
  readonly names: readonly string[];
  readonly mappings: string;
}

/** A cell made ready for V8's REPL mode. */
export interface Transpiled {
  readonly code: string;
  /** From the code back to the source as typed; to be applied one after the other. */
  readonly maps: readonly MapJson[];
  /** Does the cell end in an expression, whose value is its result? */
  readonly endsInExpression: boolean;
}

/**
 * Takes the types out of a cell and rewrites what a script cannot do (see {@link rewriteForRepl}).
 *
 * @throws CellSyntaxError
 */
export function transpile(source: string): Transpiled {
  const compiled = compile(source, { keepsImports: true });
  const { code, map, endsInExpression } = rewriteForRepl(compiled.code, importsUsedAsValues(source));
  return { code, maps: [map, ...compiled.maps], endsInExpression };
}
