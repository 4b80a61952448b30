import { parseSync } from "oxc-parser";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire, findPackageJSON, isBuiltin } from "node:module";
import { pathToFileURL } from "node:url";
import type { Code } from "../index.ts";

interface Manifest {
  readonly name: string;
  readonly version: string;
}

const own = createRequire(import.meta.url)("../../../package.json") as Manifest;

/** What an experiment computes is decided by this: its module and all that it imports, directly or not. */
export function codeOf(file: string): Code {
  const hash = createHash("sha256");
  // Whichever order the files come in, it is that of their own imports: where they lie makes no difference.
  for (const part of partsOf(file, new Set())) hash.update(createHash("sha256").update(part).digest());
  return { paxoslab: own.version, sha256: hash.digest("hex") };
}

/** The text of each local file and of each of ours, and the version of each other package. */
function* partsOf(file: string, seen: Set<string>): Generator<string | Buffer> {
  if (seen.has(file)) return;
  seen.add(file);
  const content = readFileSync(file);
  yield content;
  if (!/\.[mc]?[jt]s$/.test(file)) return;
  for (const specifier of specifiersIn(file, content.toString())) {
    const found = resolved(specifier, file);
    if (typeof found === "string") yield* partsOf(found, seen);
    else if (found !== null) yield `${found.name}@${found.version}`;
  }
}

/** What a module imports when it runs; imports of types are gone by then. */
function specifiersIn(file: string, source: string): readonly string[] {
  const { staticImports, staticExports, dynamicImports } = parseSync(file, source).module;
  const dynamic = dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    return /^["'](.*)["']$/.exec(source.slice(start, end))?.[1] ?? [];
  });
  const passedOn = staticExports
    .flatMap(({ entries }) => entries)
    .flatMap(({ moduleRequest, isType }) => (moduleRequest === null || isType ? [] : moduleRequest.value));
  const imported = staticImports
    .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
    .map(({ moduleRequest }) => moduleRequest.value);
  return [...new Set([...imported, ...passedOn, ...dynamic])];
}

/** A file to look into, or a package of others, or null for what Node itself brings and what cannot be found. */
function resolved(specifier: string, importer: string): string | Manifest | null {
  if (isBuiltin(specifier)) return null;
  const require = createRequire(importer);
  try {
    if (/^[./#]/.test(specifier)) return require.resolve(specifier);
    const path = findPackageJSON(specifier, pathToFileURL(importer));
    const manifest = path === undefined ? null : (JSON.parse(readFileSync(path, "utf8")) as Manifest);
    return manifest?.name === own.name ? require.resolve(specifier) : manifest;
  } catch {
    // An import that is never reached, or loading the module would have failed.
    return null;
  }
}
