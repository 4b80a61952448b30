import { readFileSync } from "node:fs";
import { createRequire, type LoadFnOutput } from "node:module";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type * as compiler from "../language/module.ts";
import { mayBeMoreThanTypes } from "../language/more-than-types.ts";
import { pathOf, scripts } from "./stack.ts";

const require = createRequire(import.meta.url);

/** A local module that Node's own support of TypeScript is not enough for; nothing for any other. */
export function loadTypeScript(url: string): LoadFnOutput | undefined {
  if (!/^file:.*\.[mc]?ts(?:\?|$)/.test(url) || isLibrary(url)) return undefined;
  const source = readFileSync(fileURLToPath(url.replace(/[?#].*$/, "")), "utf8");
  if (!mayBeMoreThanTypes(source)) return undefined;
  // Loaded at the first such file: the compiler takes longer to load than most cells to run.
  const { compileModule } = require(`../language/module${extname(import.meta.url)}`) as typeof compiler;
  const compiled = compileModule(source);
  if (!compiled) return undefined;
  const { code, maps, isModule } = compiled;
  scripts.remember(url, { label: pathOf(url), source, maps });
  return { format: isModule ? "module" : "commonjs", source: withMap(code, maps), shortCircuit: true };
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
