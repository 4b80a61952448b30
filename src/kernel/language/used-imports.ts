import { parseSync } from "oxc-parser";
import { transformSync } from "oxc-transform";

/**
 * The local names of the imports that a cell uses as values, and not, or not only, as types.
 *
 * The compiler knows: it drops every import that only types need, unless told otherwise.
 *
 * @param source a cell without syntax errors.
 */
export function importsUsedAsValues(source: string): ReadonlySet<string> {
  if (!source.includes("import")) return new Set();
  const { code } = transformSync("cell.ts", source, { lang: "ts", sourceType: "module", target: "esnext" });
  const { module } = parseSync("cell.js", code, { lang: "js", sourceType: "module" });
  return new Set(
    module.staticImports.flatMap(({ entries }) => entries.map(({ localName }) => localName.value)),
  );
}
