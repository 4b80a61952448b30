import { parseSync } from "oxc-parser";
import { readFileSync, statSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** As the Language Server Protocol puts it. */
export interface FileEvent {
  readonly uri: string;
  readonly type: (typeof changeType)[keyof typeof changeType];
}

const changeType = { created: 1, changed: 2, deleted: 3 } as const;

interface LocalFile {
  /** Time of the last change and size; none if the file is gone. */
  readonly stamp: string | undefined;
  readonly specifiers: readonly string[];
}

/**
 * The local files that cells import, directly or not. The kernel looks at them anew whenever a cell imports
 * something, and so must the language server.
 */
export class LocalFiles {
  readonly #cellPath: string;
  readonly #files = new Map<string, LocalFile>();
  readonly #roots = new Set<string>();
  /** What could not be found so far. */
  readonly #missing = new Set<string>();

  constructor(folder: string) {
    this.#cellPath = join(folder, "cell.mts");
  }

  /** What has changed since the last cell that imported something, if this one does. */
  changesFor(source: string): readonly FileEvent[] {
    const specifiers = specifiersIn(source);
    if (specifiers.length === 0) return [];
    for (const specifier of specifiers) this.#roots.add(specifier);
    const events: FileEvent[] = [];
    const seen = new Set<string>();
    for (const specifier of this.#roots) this.#visit(specifier, this.#cellPath, seen, events);
    for (const [path, { stamp }] of this.#files) {
      if (stamp === undefined || seen.has(path) || stampOf(path) !== undefined) continue;
      this.#files.set(path, { stamp: undefined, specifiers: [] });
      events.push(event(path, "deleted"));
    }
    return events;
  }

  #visit(specifier: string, importer: string, seen: Set<string>, events: FileEvent[]): void {
    const path = this.#resolve(specifier, importer, events);
    if (path === undefined || seen.has(path)) return;
    seen.add(path);
    const before = this.#files.get(path);
    const stamp = stampOf(path);
    const file = before && before.stamp === stamp ? before : { stamp, specifiers: specifiersOf(path) };
    this.#files.set(path, file);
    if (before && file !== before)
      events.push(event(path, before.stamp === undefined ? "created" : "changed"));
    for (const next of file.specifiers) this.#visit(next, path, seen, events);
  }

  /** The local file that is meant, if it is one. */
  #resolve(specifier: string, importer: string, events: FileEvent[]): string | undefined {
    if (isBuiltin(specifier)) return undefined;
    const key = `${specifier}\n${importer}`;
    const path = resolved(specifier, importer);
    if (path === undefined) {
      this.#missing.add(key);
      return undefined;
    }
    if (path.includes("node_modules")) return undefined;
    if (this.#missing.delete(key)) events.push(event(path, "created"));
    return path;
  }
}

function resolved(specifier: string, importer: string): string | undefined {
  try {
    const path = createRequire(importer).resolve(specifier);
    // Node remembers what it has found once, even if it is gone.
    return stampOf(path) === undefined ? undefined : path;
  } catch {
    // Missing, or a package that only `import` may enter: in either case no local file, so far.
    return undefined;
  }
}

function event(path: string, type: keyof typeof changeType): FileEvent {
  return { uri: pathToFileURL(path).href, type: changeType[type] };
}

function stampOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats && `${stats.mtimeMs} ${stats.size}`;
}

function specifiersOf(path: string): readonly string[] {
  return /\.[mc]?[jt]s$/.test(path) ? specifiersIn(readFileSync(path, "utf8")) : [];
}

/** What a text imports or exports from, as far as it says so literally. */
function specifiersIn(source: string): readonly string[] {
  if (!/\b(?:import|export)\b/.test(source)) return [];
  const { module } = parseSync("module.ts", source, { lang: "ts", sourceType: "module" });
  const imports = module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
  const exports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
  );
  const dynamic = module.dynamicImports.flatMap(({ moduleRequest }) => {
    const text = source.slice(moduleRequest.start, moduleRequest.end);
    return /^(["'])[^"'\\]*\1$/.test(text) ? [text.slice(1, -1)] : [];
  });
  return [...imports, ...exports, ...dynamic];
}
