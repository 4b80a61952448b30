import { describeExit, startKernel, type Kernel, type KernelSpec } from "../kernel/client/index.ts";
import { runCell, type CellEnd } from "./run-cell.ts";
import { OutputBoard } from "./output-board.ts";
import { tagsOf, type CodeCell, type JsonObject, type Notebook } from "./types.ts";

export interface RunOptions {
  readonly kernel: KernelSpec;
  /** The folder that the notebook's imports and relative paths start from. */
  readonly cwd: string;
  /** How long one cell may take, in milliseconds; for ever if not given. */
  readonly timeoutPerCell?: number;
  /** Interrupts the cell that runs and ends the run. */
  readonly signal?: AbortSignal;
  /** Notes in each cell's metadata when it ran, as JupyterLab does when asked to. */
  readonly recordTiming?: boolean;
  readonly onCell?: (progress: CellProgress) => void;
}

/** Where a run stands. Cells are counted from 1, and only those that have something to run. */
export interface CellProgress {
  readonly state: "started" | "finished";
  readonly number: number;
  readonly total: number;
  /** In milliseconds. */
  readonly elapsed: number;
}

/** The notebook with the new outputs of the cells that ran, and how the run ended. */
export interface RunResult {
  readonly notebook: Notebook;
  readonly end: RunEnd;
}

export type RunEnd =
  | { readonly kind: "completed"; readonly cells: number }
  | ({ readonly kind: "failed"; readonly traceback: string } & StoppedAt)
  | ({ readonly kind: "timed-out"; readonly timeout: number } & StoppedAt)
  | ({ readonly kind: "died"; readonly how: string } & StoppedAt)
  | ({ readonly kind: "interrupted" } & StoppedAt);

/** The cell during which a run ended. */
interface StoppedAt {
  readonly number: number;
  readonly total: number;
  readonly source: string;
}

/**
 * Runs the code cells of a notebook from top to bottom in a fresh kernel, up to the first that fails. A cell
 * tagged `raises-exception` may fail; one tagged `skip-execution` is left out. Cells that did not run keep
 * what they had.
 *
 * @throws KernelStartError
 */
export async function runNotebook(notebook: Notebook, options: RunOptions): Promise<RunResult> {
  const kernel = await startKernel(options.kernel, {
    cwd: options.cwd,
    // What a notebook holds is not what its user has typed.
    env: { PAXOSLAB_KERNEL_HISTORY: "off" },
  });
  const run = new Run(notebook, kernel, options);
  try {
    const end = await run.toTheEnd();
    return { notebook: run.result(), end };
  } finally {
    await kernel.shutdown();
  }
}

class Run {
  readonly #notebook: Notebook;
  readonly #kernel: Kernel;
  readonly #options: RunOptions;
  readonly #board = new OutputBoard();
  /** What is new about the cells that ran, by index in the notebook. */
  readonly #ran = new Map<number, Pick<CodeCell, "execution_count" | "metadata">>();

  constructor(notebook: Notebook, kernel: Kernel, options: RunOptions) {
    this.#notebook = notebook;
    this.#kernel = kernel;
    this.#options = options;
  }

  async toTheEnd(): Promise<RunEnd> {
    const toRun = cellsToRun(this.#notebook);
    const total = toRun.length;
    for (const [position, { cell, index }] of toRun.entries()) {
      const stoppedAt = { number: position + 1, total, source: cell.source };
      if (this.#options.signal?.aborted) return { kind: "interrupted", ...stoppedAt };
      const end = await this.#runOne(cell, index, stoppedAt);
      if (end.kind !== "ok") return asRunEnd(end, stoppedAt);
    }
    return { kind: "completed", cells: total };
  }

  async #runOne(cell: CodeCell, index: number, { number, total }: StoppedAt): Promise<CellEnd> {
    const { onCell, timeoutPerCell: timeout, signal } = this.#options;
    const start = Date.now();
    onCell?.({ state: "started", number, total, elapsed: 0 });
    const { end, executionCount } = await runCell(this.#kernel, cell.source, {
      ...(timeout === undefined ? {} : { timeout }),
      ...(signal ? { signal } : {}),
      onMessage: (message) => this.#board.hear(index, message),
    });
    const metadata = this.#options.recordTiming ? withTiming(cell.metadata, start) : cell.metadata;
    this.#ran.set(index, { execution_count: executionCount, metadata });
    onCell?.({ state: "finished", number, total, elapsed: Date.now() - start });
    const mayFail = tagsOf(cell).includes("raises-exception");
    return end.kind === "failed" && mayFail ? { kind: "ok" } : end;
  }

  result(): Notebook {
    const cells = this.#notebook.cells.map((cell, index) => {
      const ran = this.#ran.get(index);
      return ran ? { ...cell, ...ran, outputs: this.#board.outputsOf(index) } : cell;
    });
    return { ...this.#notebook, cells };
  }
}

function cellsToRun(notebook: Notebook): readonly { readonly cell: CodeCell; readonly index: number }[] {
  return notebook.cells.flatMap((cell, index) => {
    const isToRun =
      cell.cell_type === "code" && cell.source.trim() !== "" && !tagsOf(cell).includes("skip-execution");
    return isToRun ? [{ cell, index }] : [];
  });
}

function asRunEnd(end: Exclude<CellEnd, { kind: "ok" }>, at: StoppedAt): RunEnd {
  if (end.kind !== "died") return { ...end, ...at };
  return { kind: "died", how: describeExit(end.error.reason), ...at };
}

/** The names are JupyterLab's. */
function withTiming(metadata: JsonObject, start: number): JsonObject {
  const execution = {
    "iopub.execute_input": new Date(start).toISOString(),
    "shell.execute_reply": new Date().toISOString(),
  };
  return { ...metadata, execution };
}
