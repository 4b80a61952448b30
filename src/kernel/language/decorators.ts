import { createRequire } from "node:module";
import type * as esbuild from "esbuild";
import MagicString from "magic-string";
import { parseSync, Visitor } from "oxc-parser";
import { topLevelVariables } from "./scopes.ts";
import type { MapJson } from "./transpile.ts";

const require = createRequire(import.meta.url);

export interface Lowered {
  readonly code: string;
  /** From the code back to what was lowered; to be applied one after the other. */
  readonly maps: readonly MapJson[];
}

/**
 * Turns decorators and `accessor` fields, which V8 does not know yet, into what it knows.
 *
 * @param code JavaScript without syntax errors.
 * @returns nothing if there are none, as nearly always: the compiler that can do it is slow to start.
 */
export function lowerDecorators(code: string): Lowered | undefined {
  if (!/@|\baccessor\b/.test(code) || !hasDecorators(code)) return undefined;
  const { transformSync } = require("esbuild") as typeof esbuild;
  const lowered = transformSync(code, {
    loader: "js",
    target: "esnext",
    supported: { decorators: false },
    sourcemap: "external",
  });
  const renamed = renameHelpers(lowered.code, code);
  return { code: renamed.code, maps: [...renamed.maps, JSON.parse(lowered.map) as MapJson] };
}

let renamings = 0;

/**
 * The compiler keeps what a class needs in variables such as `_init` beside it. The next cell's class must not
 * find them taken, nor take them from this one. Its functions, `__decorate…`, are the same for all.
 */
function renameHelpers(code: string, original: string): Lowered {
  const script = new MagicString(code);
  const own = new Set(topLevelVariables(parse(original)).map(({ name }) => name));
  renamings += 1;
  for (const { name, places } of topLevelVariables(parse(code))) {
    if (own.has(name) || name.startsWith("__")) continue;
    for (const { start, end } of places) script.overwrite(start, end, `${name}$${renamings}`);
  }
  return { code: script.toString(), maps: [script.generateMap({ hires: "boundary" })] };
}

function hasDecorators(code: string): boolean {
  let found = false;
  const note = (): void => {
    found = true;
  };
  new Visitor({ Decorator: note, AccessorProperty: note }).visit(parse(code));
  return found;
}

function parse(code: string): ReturnType<typeof parseSync>["program"] {
  return parseSync("cell.js", code, { lang: "js", sourceType: "module", range: true }).program;
}
