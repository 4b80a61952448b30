import { parseSync, Visitor, type Program } from "oxc-parser";
import { compile, type Compiled } from "./compile.ts";

export { withoutTypeImports } from "./type-imports.ts";

export interface CompiledModule extends Compiled {
  /** An ES module, or else CommonJS. */
  readonly isModule: boolean;
}

/**
 * Compiles a file in TypeScript that is more than JavaScript with types: enums, namespaces, parameter
 * properties, decorators.
 *
 * @returns nothing for others: Node takes the types out of them by itself, and leaves every position where it was.
 * @throws CellSyntaxError
 */
export function compileModule(source: string): CompiledModule | undefined {
  const { program, module, errors } = parseSync("module.ts", source, { lang: "ts" });
  // Of a syntax error Node will tell.
  if (errors.length > 0 || !isMore(program)) return undefined;
  return { ...compile(source, { keepsImports: false }), isModule: module.hasModuleSyntax };
}

function isMore(program: Program): boolean {
  let found = false;
  const note = (): void => {
    found = true;
  };
  new Visitor({
    TSEnumDeclaration: note,
    TSModuleDeclaration: note,
    TSParameterProperty: note,
    TSImportEqualsDeclaration: note,
    TSExportAssignment: note,
    Decorator: note,
    AccessorProperty: note,
  }).visit(program);
  return found;
}
