import { readFile } from "node:fs/promises";
import { NotebookFileError } from "./errors.ts";
import { parseNotebook } from "./parse.ts";
import type { Notebook } from "./types.ts";

/** @throws NotebookFileError, NotebookFormatError */
export async function readNotebook(path: string): Promise<Notebook> {
  return parseNotebook(await readText(path), path);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new NotebookFileError(path, whyUnreadable(error as NodeJS.ErrnoException), { cause: error });
  }
}

function whyUnreadable(error: NodeJS.ErrnoException): string {
  switch (error.code ?? "") {
    case "ENOENT":
    case "ENOTDIR":
      return "does not exist";
    case "EISDIR":
      return "is a folder; name the notebooks in it, for example with a pattern like folder/*.ipynb";
    case "EACCES":
    case "EPERM":
      return "may not be read by this user";
    default:
      return `cannot be read: ${error.message}`;
  }
}
