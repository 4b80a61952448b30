import { transformSync } from "oxc-transform";
import { rewriteForRepl } from "./repl.ts";
import { CellSyntaxError } from "./syntax-error.ts";
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
  const stripped = transformSync("cell.ts", source, {
    lang: "ts",
    sourceType: "module",
    target: "esnext",
    sourcemap: true,
    // An import may be used by a later cell only: keep whatever is not marked as a type.
    typescript: { onlyRemoveTypeImports: true },
  });
  const [error] = stripped.errors;
  if (error) throw new CellSyntaxError(error.message, source, error.labels[0]?.start ?? 0);
  const { code, map, endsInExpression } = rewriteForRepl(stripped.code, importsUsedAsValues(source));
  return { code, maps: [map, stripped.map].filter((each) => each !== undefined), endsInExpression };
}
