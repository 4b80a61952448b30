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
  if (cell.kind !== "code") return { kind: cell.kind, id: cell.id, source: signal(cell.source) };
  return {
    kind: "code",
    id: cell.id,
    source: signal(cell.source),
    outputs: signal({ ...noOutputs, outputs: cell.outputs }),
    executionCount: signal(cell.executionCount),
    run: signal(restoredRun(cell.run)),
  };
}

export function newCodeCell(): CodeCellModel {
  const id = crypto.getRandomValues(new Uint32Array(2)).join("-");
  return cellModel({
    kind: "code",
    id: `learner-${id}`,
    source: "",
    executionCount: null,
    outputs: [],
    run: null,
  }) as CodeCellModel;
}

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
