import { createRequire, registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { asNoCell } from "./current-cell.ts";
import { LocalModules } from "./local-modules.ts";
import { loadTypeScript } from "./local-typescript.ts";

/** What rewritten cells call instead of `import()` and `import.meta`. */
export interface Imports {
  readonly import: (specifier: string, options?: ImportCallOptions) => Promise<unknown>;
  /** An object that has everything that is needed of a module: its namespace, or what CommonJS makes of it. */
  readonly need: (namespace: object, specifier: string, names: readonly string[]) => object;
  readonly meta: {
    readonly url: string;
    readonly dirname: string;
    readonly filename: string;
    readonly resolve: (specifier: string) => string;
  };
}

/**
 * Lets cells import as if they were a file in `folder`. A package that is not found from there is looked for
 * beside the kernel, so that the package that brings the kernel is at hand wherever a notebook lies.
 */
export function installImports(folder: string): Imports {
  const filename = join(folder, "cell.ts");
  const cellUrl = pathToFileURL(filename).href;
  const local = new LocalModules();
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const isFromCell = context.parentURL === import.meta.url;
      const parentURL = isFromCell ? cellUrl : context.parentURL;
      try {
        return local.track(nextResolve(specifier, { ...context, parentURL }), parentURL);
      } catch (error) {
        if (!isFromCell || !isBare(specifier) || !isNotFound(error)) throw error;
        try {
          return local.track(nextResolve(specifier, { ...context, parentURL: import.meta.url }), cellUrl);
        } catch {
          throw error;
        }
      }
    },
    load: (url, context, nextLoad) => loadTypeScript(url, context.format) ?? nextLoad(url, context),
  });
  // What CommonJS offers, since the types of Node promise it everywhere.
  Object.assign(globalThis, { require: createRequire(cellUrl), __dirname: folder, __filename: filename });
  return {
    import: async (specifier, options) => {
      local.noticeEdits();
      // As a whole URL, for the compiler gives every relative path that import() is handed the ending .js.
      const whole = /^\.{1,2}\//.test(specifier) ? new URL(specifier, cellUrl).href : specifier;
      // A module belongs to no cell: an interrupt must not leave it half loaded for all who come after.
      try {
        const namespace = await asNoCell(async () => importFrom(whole, options));
        local.succeed(whole);
        return namespace;
      } catch (error) {
        local.fail(whole);
        throw error;
      }
    },
    need: (namespace, specifier, names) => {
      const exports = withCommonJs(namespace);
      const missing = names.find((name) => !(name in exports));
      if (missing === undefined) return exports;
      throw new SyntaxError(`The module "${specifier}" does not provide an export named "${missing}".`);
    },
    meta: {
      url: cellUrl,
      dirname: folder,
      filename,
      resolve: (specifier) => import.meta.resolve(specifier),
    },
  };
}

async function importFrom(specifier: string, options: ImportCallOptions | undefined): Promise<unknown> {
  const isJson = options === undefined && specifier.endsWith(".json");
  return import(specifier, isJson ? { with: { type: "json" } } : options) as Promise<unknown>;
}

/** Node finds only those names of a CommonJS module that it can read off the text; here are all of them. */
function withCommonJs(namespace: object): object {
  const exports: unknown = Reflect.get(namespace, "module.exports");
  const isMore = typeof exports === "object" || typeof exports === "function";
  return isMore && exports !== null
    ? (Object.setPrototypeOf({ ...namespace }, exports) as object)
    : namespace;
}

/** A package's name, not a path or a URL. */
function isBare(specifier: string): boolean {
  return !/^(\.{0,2}\/|[a-z][a-z+.-]*:|#)/i.test(specifier);
}

function isNotFound(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return (
    code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND" || code === "ERR_PACKAGE_PATH_NOT_EXPORTED"
  );
}
