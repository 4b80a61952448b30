import { transformSync } from "oxc-transform";
import { lowerDecorators } from "./decorators.ts";
import { CellSyntaxError } from "./syntax-error.ts";
import type { MapJson } from "./transpile.ts";

/** JavaScript that V8 can run, as a module. */
export interface Compiled {
  readonly code: string;
  /** From the code back to the source; to be applied one after the other. */
  readonly maps: readonly MapJson[];
}

/**
 * Takes the types out of TypeScript, and turns what is more than types into JavaScript.
 *
 * @param keepsImports keeps those that are not used as values here; a later cell may use them.
 * @throws CellSyntaxError
 */
export function compile(source: string, { keepsImports }: { readonly keepsImports: boolean }): Compiled {
  const { code, map, errors } = transformSync("cell.ts", source, {
    lang: "ts",
    sourceType: "module",
    target: "esnext",
    sourcemap: true,
    typescript: { onlyRemoveTypeImports: keepsImports },
  });
  const [error] = errors;
  if (error) throw new CellSyntaxError(error.message, source, error.labels[0]?.start ?? 0);
  const maps = map ? [map] : [];
  const lowered = lowerDecorators(code);
  return lowered ? { code: lowered.code, maps: [...lowered.maps, ...maps] } : { code, maps };
}
