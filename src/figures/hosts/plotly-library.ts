let library: string | null | undefined;

/**
 * The source of plotly.js, or null where there is no disk to read it from (a browser).
 *
 * The cartesian build: every chart of this folder, a third of the full library's size, because each
 * saved notebook carries it.
 */
export function plotlyLibrary(): string | null {
  library ??= read();
  return library;
}

/** Node's modules are asked for only now and only if there is a Node: figures are drawn in pages too. */
function read(): string | null {
  if (typeof process === "undefined" || typeof process.getBuiltinModule !== "function") return null;
  const { createRequire } = process.getBuiltinModule("node:module");
  const { readFileSync } = process.getBuiltinModule("node:fs");
  const file = createRequire(import.meta.url).resolve("plotly.js-cartesian-dist-min");
  return readFileSync(file, "utf8");
}
