import { parseSync } from "oxc-parser";
import { compile, type Compiled } from "./compile.ts";

export { withoutTypeImports } from "./type-imports.ts";

export interface CompiledModule extends Compiled {
  /** An ES module, or else CommonJS. */
  readonly isModule: boolean;
}

/**
 * Compiles a file in TypeScript that may be more than JavaScript with types: enums, namespaces, parameter
 * properties, decorators. Others, Node could take the types out of, but to be sure takes ten times as long.
 *
 * @returns nothing if it has syntax errors, of which Node will tell.
 */
export function compileModule(source: string): CompiledModule | undefined {
  const { module, errors } = parseSync("module.ts", source, { lang: "ts" });
  if (errors.length > 0) return undefined;
  return { ...compile(source, { keepsImports: false }), isModule: module.hasModuleSyntax };
}
