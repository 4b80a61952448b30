import type { Cell, Notebook, Output as StoredOutput } from "../../../notebook/index.ts";
import type { CodeCell, LessonCell, Output, SavedRun } from "../api.ts";

/** A notebook's cells in the form the page holds them. Cells without an id are named by their place. */
export function lessonCells(notebook: Notebook): readonly LessonCell[] {
  return notebook.cells.map((cell, index) => {
    const { source } = cell;
    const id = idOf(cell, index);
    if (cell.cell_type !== "code") return { kind: cell.cell_type, id, source };
    const run = (ourMetadata(cell.metadata)["run"] as SavedRun | undefined) ?? null;
    const outputs = cell.outputs.map(shownOutput);
    return { kind: "code", id, source, executionCount: cell.execution_count, outputs, run };
  });
}

/** Puts the page's cells into a notebook, keeping the metadata of the cells it already had. */
export function withCells(notebook: Notebook, cells: readonly LessonCell[]): Notebook {
  const before = new Map(notebook.cells.map((cell, index) => [idOf(cell, index), cell]));
  return {
    ...notebook,
    nbformat_minor: Math.max(notebook.nbformat_minor, 5),
    cells: cells.map((cell) => storedCell(cell, before.get(cell.id))),
  };
}

export const isFinished = (cell: CodeCell): boolean => cell.run?.finished === true;

/** What the lab itself keeps in a notebook's or a cell's metadata. */
export function ourMetadata(metadata: Notebook["metadata"]): Readonly<Record<string, unknown>> {
  const ours = metadata["paxoslab"];
  return typeof ours === "object" && ours !== null ? (ours as Readonly<Record<string, unknown>>) : {};
}

const idOf = (cell: Cell, index: number): string => cell.id ?? `cell-${index + 1}`;

function storedCell(cell: LessonCell, before: Cell | undefined): Cell {
  const { id, source } = cell;
  const metadata = before?.metadata ?? {};
  if (cell.kind !== "code") {
    const attachments = before && before.cell_type !== "code" ? before.attachments : undefined;
    return { cell_type: cell.kind, id, metadata, source, ...(attachments ? { attachments } : {}) };
  }
  const { run: _, ...ours } = ourMetadata(metadata);
  const withRun = cell.run === null ? ours : { ...ours, run: cell.run };
  return {
    cell_type: "code",
    id,
    metadata: Object.keys(withRun).length === 0 ? metadata : { ...metadata, paxoslab: withRun },
    source,
    execution_count: cell.executionCount,
    outputs: cell.outputs.map(storedOutput),
  };
}

/**
 * A display id means something to the running kernel only, so nbformat has no place for it. A page that is
 * reloaded still needs it, to show what the kernel updates; hence our corner of the output's metadata.
 */
function storedOutput(output: Output): StoredOutput {
  if (output.output_type !== "display_data" && output.output_type !== "execute_result") return output;
  const { displayId, ...kept } = output;
  return displayId === undefined
    ? kept
    : { ...kept, metadata: { ...kept.metadata, paxoslab: { displayId } } };
}

function shownOutput(output: StoredOutput): Output {
  if (output.output_type !== "display_data" && output.output_type !== "execute_result") return output;
  const { displayId } = ourMetadata(output.metadata);
  if (typeof displayId !== "string") return output;
  const { paxoslab: _, ...metadata } = output.metadata;
  return { ...output, metadata, displayId };
}
