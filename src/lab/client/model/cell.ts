import { signal } from "@preact/signals";
import type { Signal } from "@preact/signals";
import type { LessonCell, SavedRun } from "../../server/api.ts";
import { noOutputs } from "../outputs/reduce.ts";
import type { OutputState } from "../outputs/reduce.ts";

/** Where a code cell's execution stands. */
export type RunState =
  | { readonly kind: "never" }
  | { readonly kind: "queued" }
  | { readonly kind: "running"; readonly requestId: string; readonly startedAt: number | null }
  | { readonly kind: "finished"; readonly requestId: string; readonly elapsedMs: number | null };

/** A markdown cell; raw cells are shown as they are. */
export interface ProseCellModel {
  readonly kind: "markdown" | "raw";
  readonly id: string;
  readonly source: Signal<string>;
  /** Its text is shown to be written, not to be read. */
  readonly isEditing: Signal<boolean>;
}

export interface CodeCellModel {
  readonly kind: "code";
  readonly id: string;
  readonly source: Signal<string>;
  readonly outputs: Signal<OutputState>;
  readonly executionCount: Signal<number | null>;
  readonly run: Signal<RunState>;
}

export type CellModel = ProseCellModel | CodeCellModel;

export function cellModel(cell: LessonCell): CellModel {
  if (cell.kind !== "code") {
    return { kind: cell.kind, id: cell.id, source: signal(cell.source), isEditing: signal(false) };
  }
  return {
    kind: "code",
    id: cell.id,
    source: signal(cell.source),
    outputs: signal({ ...noOutputs, outputs: cell.outputs }),
    executionCount: signal(cell.executionCount),
    run: signal(restoredRun(cell.run)),
  };
}

/** A cell without text yet; prose begins by being written. */
export function newCell(kind: CellModel["kind"]): CellModel {
  const id = `${learnerPrefix}${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
  const cell = emptyCell(id, kind);
  if (cell.kind !== "code") cell.isEditing.value = true;
  return cell;
}

export function emptyCell(id: string, kind: CellModel["kind"]): CellModel {
  const source = "";
  if (kind !== "code") return cellModel({ kind, id, source });
  return cellModel({ kind, id, source, executionCount: null, outputs: [], run: null });
}

/** Did the learner add this cell to the lesson? */
export const isLearners = ({ id }: CellModel): boolean => id.startsWith(learnerPrefix);

const learnerPrefix = "learner-";

/** The cell as the server keeps it. */
export function cellData(cell: CellModel): LessonCell {
  if (cell.kind !== "code") return { kind: cell.kind, id: cell.id, source: cell.source.peek() };
  return {
    kind: "code",
    id: cell.id,
    source: cell.source.peek(),
    executionCount: cell.executionCount.peek(),
    outputs: cell.outputs.peek().outputs,
    run: savedRun(cell.run.peek()),
  };
}

function restoredRun(run: SavedRun | null): RunState {
  if (run === null) return { kind: "never" };
  if (run.finished) return { kind: "finished", requestId: run.requestId, elapsedMs: run.elapsedMs ?? null };
  return { kind: "running", requestId: run.requestId, startedAt: null };
}

function savedRun(run: RunState): SavedRun | null {
  switch (run.kind) {
    case "never":
    case "queued":
      return null;
    case "running":
      return { requestId: run.requestId, finished: false };
    case "finished":
      return {
        requestId: run.requestId,
        finished: true,
        ...(run.elapsedMs === null ? {} : { elapsedMs: run.elapsedMs }),
      };
  }
}
