import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * The Node that this package brings along: it reads TypeScript as it is. A notebook's own kernel may run on an older
 * one. Where the package is missing, this very Node has to do.
 */
export function pinnedNode(): string {
  const require = createRequire(import.meta.url);
  try {
    const manifest = require.resolve("node/package.json");
    return join(
      dirname(manifest),
      (require(manifest) as { readonly bin: { readonly node: string } }).bin.node,
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    return process.execPath;
  }
}
