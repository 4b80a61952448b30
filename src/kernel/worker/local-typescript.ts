import { readFileSync } from "node:fs";
import { createRequire, type LoadFnOutput } from "node:module";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type * as modules from "../language/module.ts";
import { mayBeMoreThanTypes } from "../language/more-than-types.ts";
import { pathOf, scripts } from "./stack.ts";

const require = createRequire(import.meta.url);

/** A local module in TypeScript, made fit for Node's own support of it; nothing for any other file. */
export function loadTypeScript(url: string, format: string | null | undefined): LoadFnOutput | undefined {
  if (!/^file:.*\.[mc]?ts(?:\?|$)/.test(url) || isLibrary(url)) return undefined;
  const source = readFileSync(fileURLToPath(url.replace(/[?#].*$/, "")), "utf8");
  return compiled(url, source) ?? stripped(source, format);
}

/** What is more than JavaScript with types. */
function compiled(url: string, source: string): LoadFnOutput | undefined {
  if (!mayBeMoreThanTypes(source)) return undefined;
  const found = compiler().compileModule(source);
  if (!found) return undefined;
  const { code, maps, isModule } = found;
  scripts.remember(url, { label: pathOf(url), source, maps });
  return { format: isModule ? "module" : "commonjs", source: withMap(code, maps), shortCircuit: true };
}

/** Node would look for the types that are imported without a mark; the rest it takes away by itself. */
function stripped(source: string, format: string | null | undefined): LoadFnOutput | undefined {
  if (format === "commonjs-typescript" || !/\bimport\b/.test(source)) return undefined;
  const code = compiler().withoutTypeImports(source);
  return { format: "module-typescript", source: code, shortCircuit: true };
}

/** Loaded at the first file that needs it: that takes longer than most cells. */
function compiler(): typeof modules {
  return require(`../language/module${extname(import.meta.url)}`) as typeof modules;
}

/** Debuggers find the way back by the map in the code itself; where it took two steps, they see the first. */
function withMap(code: string, maps: readonly object[]): string {
  const [map] = maps.length === 1 ? maps : [];
  if (!map) return code;
  const base64 = Buffer.from(JSON.stringify(map)).toString("base64");
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${base64}`;
}

function isLibrary(url: string): boolean {
  return url.includes("/node_modules/") || url.startsWith(ourFolder);
}

const ourFolder = new URL("../", import.meta.url).href;
