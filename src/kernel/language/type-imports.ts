import { parseSync, type ImportDeclaration } from "oxc-parser";
import { importsUsedAsValues } from "./used-imports.ts";

/**
 * A module in TypeScript without the imports that only its types need, be they marked so or not, as the
 * compiler would leave them out. Everything else stays where it was.
 *
 * @param source without syntax errors; with some, it is left alone.
 */
export function withoutTypeImports(source: string): string {
  if (!/\bimport\b/.test(source)) return source;
  const { program, errors } = parseSync("module.ts", source, { lang: "ts", sourceType: "module" });
  if (errors.length > 0) return source;
  const used = importsUsedAsValues(source);
  let result = source;
  for (const statement of program.body) {
    if (statement.type !== "ImportDeclaration" || statement.specifiers.length === 0) continue;
    for (const { start, end } of unneeded(statement, source, used)) {
      const blank = result.slice(start, end).replace(/[^\r\n]/g, " ");
      result = result.slice(0, start) + blank + result.slice(end);
    }
  }
  return result;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function unneeded(statement: ImportDeclaration, source: string, used: ReadonlySet<string>): readonly Range[] {
  const unused = statement.specifiers.filter(({ local }) => !used.has(local.name));
  if (unused.length === statement.specifiers.length) return [statement];
  return unused.map(({ start, end }) => ({ start, end: end + commaAfter(source.slice(end)) }));
}

function commaAfter(rest: string): number {
  return /^\s*,/.exec(rest)?.[0].length ?? 0;
}
