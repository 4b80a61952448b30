import type { CodeCell, MarkdownCell, Notebook, Output } from "../../src/notebook/index.ts";

let nextId = 1;

export function markdownCell(source: string): MarkdownCell {
  return { cell_type: "markdown", id: `cell-${nextId++}`, metadata: {}, source };
}

export function codeCell(
  source: string,
  outputs: readonly Output[] = [],
  tags: readonly string[] = [],
): CodeCell {
  const metadata = tags.length > 0 ? { tags } : {};
  return { cell_type: "code", id: `cell-${nextId++}`, metadata, source, outputs, execution_count: null };
}

export function notebookOf(...cells: Notebook["cells"][number][]): Notebook {
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
}
