import type { FromInspector } from "../debugger/index.ts";
import type { FromGuard, ToGuard } from "../guard/protocol.ts";
import type {
  Cell,
  CellError,
  CellId,
  FromWorker,
  Outcome,
  StreamName,
  ToWorker,
} from "../worker/protocol.ts";
import { CellProcess, whenHeard, type CellProcessOptions } from "./cell-process.ts";
import { log } from "./log.ts";
import { errorOfEnd, type Announced, type End } from "./process-end.ts";

/** Hears what cells do besides ending. */
export interface CellListener {
  /** What cells print and show. */
  readonly hear: (message: FromCell) => void;
  /** What reached stdout or stderr by other ways than a cell's own thread. */
  readonly hearNative: (stream: StreamName, text: string) => void;
  /** The process ended, and with it all that cells had going. */
  readonly lost: () => void;
  /** The process ended between two cells, and why. */
  readonly lostBetweenCells: (error: CellError) => void;
}

/** Debugs the process of the cells, through its inspector. */
export interface InspectorListener {
  /** If it returns a promise, the cell waits for it. */
  readonly beforeCell: (cell: Cell) => Promise<void> | undefined;
  readonly hear: (message: FromInspector) => void;
  /** The process is another one now, with an inspector of its own. */
  readonly processReplaced: () => void;
}

/** What is not about a cell's end, or that of the process. */
export type FromCell = Exclude<FromWorker, { readonly kind: "done" | "exit" }>;

interface Running {
  readonly cell: CellId;
  readonly settle: (outcome: Outcome) => void;
}

/** Runs cells in a process of their own, which is replaced whenever it is lost. */
export class CellRunner {
  readonly #options: CellProcessOptions;
  #listener: CellListener | undefined;
  #inspectorListener: InspectorListener | undefined;
  #process: CellProcess | undefined;
  /** By the ids of their cells; at most one for each shell. */
  readonly #running = new Map<number, Running>();
  #announced: Announced = {};
  /** Has the process been given anything to do? */
  #isUsed = false;
  #isStopped = false;

  /** Starts the process at once. */
  constructor(options: CellProcessOptions) {
    this.#options = options;
    this.#process = this.#start();
  }

  listen(listener: CellListener): void {
    this.#listener = listener;
  }

  listenToInspector(listener: InspectorListener): void {
    this.#inspectorListener = listener;
  }

  /** Runs one cell of each shell at a time; resolves however it ends. */
  async run(cell: Cell): Promise<Outcome> {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const { id, shell } = cell;
    this.#running.set(id, { cell: { id, shell }, settle: resolve });
    await this.#inspectorListener?.beforeCell(cell);
    this.tell({ kind: "run", cell });
    return promise;
  }

  /** Asks the guard to stop what runs, be it in one shell alone. That a cell has stopped, its outcome tells. */
  interrupt(shell?: number): void {
    const running = [...this.#running.values()].map(({ cell }) => cell);
    const cells = shell === undefined ? running : running.filter((cell) => cell.shell === shell);
    if (shell === undefined || cells.length > 0) this.tellGuard({ kind: "interrupt", cells });
  }

  /** To the thread that runs the cells; it hears when its code returns to the event loop. */
  tell(message: ToWorker): void {
    this.#isUsed = true;
    this.#living().tell(message);
  }

  /** To the guard, the thread beside it, which always hears. */
  tellGuard(message: ToGuard): void {
    this.#living().tellGuard(message);
  }

  /** Resolves when the process is gone. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#process?.kill();
  }

  #living(): CellProcess {
    return (this.#process ??= this.#start());
  }

  #start(): CellProcess {
    this.#announced = {};
    this.#isUsed = false;
    return new CellProcess(this.#options, {
      hear: (message) => this.#hear(message),
      hearGuard: (message) => this.#hearGuard(message),
      hearNative: (stream, text) => this.#listener?.hearNative(stream, text),
      over: (end) => this.#over(end),
    });
  }

  #hear(message: FromWorker): void {
    switch (message.kind) {
      case "done":
        void whenHeard().then(() => this.#settle(message.cellId, message.outcome));
        return;
      case "exit":
        this.#announced = { ...this.#announced, exitCode: message.code };
        return;
      default:
        this.#listener?.hear(message);
    }
  }

  #hearGuard(message: FromGuard): void {
    switch (message.kind) {
      case "fate":
        this.#announced = { ...this.#announced, fate: message.fate };
        return;
      case "inspected":
        this.#inspectorListener?.hear(message.message);
        return;
    }
  }

  #over(end: End): void {
    if (this.#isStopped) return;
    if (end.lastWords !== "") log(end.lastWords);
    const error = errorOfEnd(end, this.#announced, this.#options.memoryLimitMb);
    // One that did not even begin is not replaced before it is needed: the next may fare no better.
    this.#process = this.#isUsed ? this.#start() : undefined;
    this.#listener?.lost();
    this.#inspectorListener?.processReplaced();
    if (this.#running.size === 0) this.#listener?.lostBetweenCells(error);
    for (const id of this.#running.keys()) this.#settle(id, { kind: "error", error });
  }

  #settle(cellId: number, outcome: Outcome): void {
    const running = this.#running.get(cellId);
    this.#running.delete(cellId);
    running?.settle(outcome);
  }
}
