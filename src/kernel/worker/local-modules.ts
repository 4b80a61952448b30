import { statSync } from "node:fs";
import { createRequire, type ResolveFnOutput } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);

interface LocalModule {
  readonly path: string;
  /** Modules, by URL without version, that import this one. */
  readonly importers: Set<string>;
  /** Time of the last change and size: together they tell an edit. */
  stamp: string;
  version: number;
  /** Has it been evaluated without an error, as far as we know? */
  isLoaded: boolean;
}

/**
 * Makes edits of local files seen at the next import. Node loads each URL once, so an edited file, and all
 * that import it, directly or not, get URLs of a new version. Files in node_modules are left alone.
 */
export class LocalModules {
  readonly #modules = new Map<string, LocalModule>();

  /** Notes who imports whom, and gives the URL of the current version. */
  track(resolved: ResolveFnOutput, parentUrl: string | undefined): ResolveFnOutput {
    const { url } = resolved;
    if (!url.startsWith("file:") || url.includes("/node_modules/") || !/\.([mc]?[jt]s|json)$/.test(url)) {
      return resolved;
    }
    const path = fileURLToPath(url);
    const module = this.#modules.get(url) ?? newModule(path);
    this.#modules.set(url, module);
    if (parentUrl !== undefined) module.importers.add(withoutVersion(parentUrl));
    return module.version === 0 ? resolved : { ...resolved, url: `${url}?v=${module.version}` };
  }

  /** Compares every local file with what was loaded. */
  noticeEdits(): void {
    const edited = new Set<string>();
    for (const [url, module] of this.#modules) {
      const stamp = stampOf(module.path);
      if (stamp === module.stamp) continue;
      module.stamp = stamp;
      this.#withImporters(url, edited);
    }
    for (const url of edited) this.#renew(url);
  }

  /** What was imported has been evaluated. */
  succeed(url: string): void {
    for (const each of this.#withImports(url)) {
      const module = this.#modules.get(each);
      if (module) module.isLoaded = true;
    }
  }

  /** It has not: what may be at fault gets another chance, for Node would repeat the error for ever. */
  fail(url: string): void {
    for (const each of this.#withImports(url)) {
      if (this.#modules.get(each)?.isLoaded === false) this.#renew(each);
    }
  }

  #renew(url: string): void {
    const module = this.#modules.get(url);
    if (!module) return;
    module.version += 1;
    module.isLoaded = false;
    // CommonJS knows modules by their paths.
    delete require.cache[module.path];
  }

  #withImports(url: string): ReadonlySet<string> {
    const found = new Set([url]);
    for (const importer of found) {
      for (const [each, { importers }] of this.#modules) if (importers.has(importer)) found.add(each);
    }
    return found;
  }

  #withImporters(url: string, found: Set<string>): void {
    if (found.has(url)) return;
    found.add(url);
    for (const importer of this.#modules.get(url)?.importers ?? []) this.#withImporters(importer, found);
  }
}

function newModule(path: string): LocalModule {
  return { path, importers: new Set(), stamp: stampOf(path), version: 0, isLoaded: false };
}

function stampOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? `${stats.mtimeMs} ${stats.size}` : "gone";
}

function withoutVersion(url: string): string {
  return url.replace(/\?v=\d+$/, "");
}
