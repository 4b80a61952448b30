import { readFile } from "node:fs/promises";
import { DebugRequestError } from "../dap.ts";
import type { Handler } from "./handler.ts";

/** The text of a cell or a file. */
export const source: Handler = async (given, { texts }) => {
  const path = given.object("source").text("path");
  const content = texts.source(path) ?? (await readFile(path, "utf8").catch(() => undefined));
  if (content === undefined) throw new DebugRequestError(`There is no source "${path}".`);
  return { content, mimeType: "application/typescript" };
};

/** The files that cells have loaded. */
export const modules: Handler = (given, { scripts }) => {
  const files = scripts.files();
  const start = given.integerIfGiven("startModule") ?? 0;
  const count = given.integerIfGiven("moduleCount") ?? 0;
  const shown = files.slice(start, count > 0 ? start + count : undefined);
  return {
    modules: shown.map(({ id, source: { name, path } }) => ({ id, name, path })),
    totalModules: files.length,
  };
};
