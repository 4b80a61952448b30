import writeFileAtomic from "write-file-atomic";
import { NotebookFileError } from "./errors.ts";
import { splitBundle, splitLines } from "./lines.ts";
import { isObject, type Cell, type JsonObject, type Notebook, type Output } from "./types.ts";

/** Replaces the file at once and whole: whoever reads it meanwhile sees the old notebook or the new one. */
export async function writeNotebook(path: string, notebook: Notebook): Promise<void> {
  await writeWhole(path, serializeNotebook(notebook));
}

/** @throws NotebookFileError */
export async function writeWhole(path: string, text: string): Promise<void> {
  try {
    await writeFileAtomic(path, text);
  } catch (error) {
    throw new NotebookFileError(path, `cannot be written: ${(error as Error).message}`, { cause: error });
  }
}

/** The text Jupyter itself would save: keys sorted, one space a level, texts as lines, a newline at the end. */
export function serializeNotebook(notebook: Notebook): string {
  const onDisk = { ...notebook, cells: notebook.cells.map(splitCell) };
  return `${JSON.stringify(sortKeys(onDisk), null, 1)}\n`;
}

function splitCell(cell: Cell): JsonObject {
  const source = splitLines(cell.source);
  if (cell.cell_type === "code") return { ...cell, source, outputs: cell.outputs.map(splitOutput) };
  if (!cell.attachments) return { ...cell, source };
  const attachments = Object.entries(cell.attachments).map(([name, bundle]) => [name, splitBundle(bundle)]);
  return { ...cell, source, attachments: Object.fromEntries(attachments) };
}

function splitOutput(output: Output): JsonObject {
  switch (output.output_type) {
    case "stream":
      return { ...output, text: splitLines(output.text) };
    case "display_data":
    case "execute_result":
      return { ...output, data: splitBundle(output.data) };
    case "error":
      return { ...output };
  }
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sortKeys(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
