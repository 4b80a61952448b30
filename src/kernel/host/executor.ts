import { CellSyntaxError, transpile } from "../language/index.ts";
import type { Envelope, JsonObject, Message } from "../messaging/index.ts";
import { MagicError, type CellText } from "../service/index.ts";
import {
  interrupted,
  type Cell,
  type CellError,
  type CellId,
  type MimeBundle,
  type Outcome,
  type StreamName,
} from "../worker/protocol.ts";
import { BarBoard } from "./bars/board.ts";
import type { CellRunner, FromCell } from "./cell-runner.ts";
import type { Admission, CellTypes } from "./cell-types.ts";
import { Comms } from "./comms.ts";
import type { History } from "./history/index.ts";
import { textField } from "./requests/handler.ts";
import type { Stdin } from "./stdin.ts";
import { StreamBatch } from "./stream-batch.ts";
import { syntaxError } from "./syntax-error.ts";
import { UserExpressions } from "./user-expressions.ts";

/** Publishes on iopub on behalf of a request. */
export type Publish = (type: string, content: JsonObject, parent: Message | undefined) => void;

/** What runs the cells, as far as the executor has to do with it. */
type Cells = Pick<CellRunner, "listen" | "run" | "tell" | "interrupt" | "stop">;
type Types = Pick<CellTypes, "begin"> & { readonly service: Pick<CellTypes["service"], "clear"> };

export interface ExecutorOptions {
  readonly cells: Cells;
  readonly types: Types;
  readonly history: History;
  readonly stdin: Stdin;
  readonly publish: Publish;
}

/** Turns execute_requests into cells and what cells do into messages. */
export class Executor {
  readonly comms = new Comms({
    publish: (type, content, cellId) => {
      this.#streams.flush();
      if (cellId === undefined) this.#publish(type, content, undefined);
      else this.#publishFor(cellId, type, content);
    },
    tellCells: (event, request) =>
      this.#cells.tell({ kind: "comm", cellId: this.#register(request, false), event }),
  });
  readonly #publish: Publish;
  readonly #cells: Cells;
  readonly #types: Types;
  readonly #history: History;
  readonly #stdin: Stdin;
  readonly #streams: StreamBatch;
  readonly #bars = new BarBoard((...published) => this.#publishFor(...published));
  /** Which request each cell came from: timers print long after their cell has ended. */
  readonly #requests = new Map<number, Envelope>();
  readonly #silent = new Set<number>();
  #executionCount = 0;
  #lastCellId = 0;
  /** Whose output is what nobody else has printed. */
  #latestCellId = 0;
  readonly #running = new Set<number>();
  /** Stops, by shell, the cell that is yet to run. */
  readonly #arrivals = new Map<number, AbortController>();

  constructor({ cells, types, history, stdin, publish }: ExecutorOptions) {
    this.#publish = publish;
    this.#streams = new StreamBatch(({ cellId, stream, text }) =>
      this.#publishFor(cellId, "stream", { name: stream, text }),
    );
    this.#history = history;
    this.#stdin = stdin;
    this.#types = types;
    this.#cells = cells;
    this.#cells.listen({
      hear: (message) => this.#output(message),
      hearNative: (stream, text) => this.#print(this.#latestCellId, stream, text),
      lost: () => {
        this.#bars.loseAll();
        this.comms.closeAll();
        this.#types.service.clear();
      },
      lostBetweenCells: ({ traceback }) =>
        this.#print(this.#latestCellId, "stderr", `${traceback.join("\n")}\n`),
    });
  }

  /**
   * Runs the code of an execute_request in one of the shells; resolves with the content of the reply. All shells
   * share one count, for it is how tracebacks and the history call a cell.
   */
  async execute(request: Envelope, shell: number): Promise<JsonObject> {
    const { silent = false, store_history: storeHistory = !silent } = request.message.content;
    const { user_expressions: asked = {} } = request.message.content;
    const code = textField(request, "code");
    const isStored = storeHistory === true && silent !== true;
    if (isStored) this.#executionCount += 1;
    const count = this.#executionCount;
    if (isStored) this.#history.begin(count, code);
    const cellId = this.#register(request, silent === true);
    this.#latestCellId = cellId;
    this.#publishFor(cellId, "execute_input", { code, execution_count: count });
    const label = silent === true ? `silent cell ${cellId}` : `In [${count}]`;
    const expressions = new UserExpressions(asked, () => ({ id: this.#register(request, true), shell }));
    const text = { source: code, label, ...notebookId(request.message) };
    const outcome = await this.#run({ id: cellId, shell }, text, expressions);
    this.#stdin.forget(request);
    this.#streams.flush();
    switch (outcome.kind) {
      case "error":
        this.#publishFor(cellId, "error", { ...outcome.error });
        return { status: "error", execution_count: count, ...outcome.error };
      case "ok":
        if (outcome.value) {
          const { data, metadata } = outcome.value;
          if (isStored) this.#history.end(count, String(data["text/plain"]));
          this.#publishFor(cellId, "execute_result", { execution_count: count, data, metadata });
        }
        return {
          status: "ok",
          execution_count: count,
          payload: [],
          user_expressions: expressions.reply(outcome.expressions),
        };
    }
  }

  get executionCount(): number {
    return this.#executionCount;
  }

  /** Stops the cells of all shells, or of one. */
  interrupt(shell?: number): void {
    for (const [of, arrival] of this.#arrivals) if (shell === undefined || shell === of) arrival.abort();
    this.#cells.interrupt(shell);
  }

  async stop(): Promise<void> {
    await this.#cells.stop();
    this.#streams.flush();
  }

  #register(request: Envelope, isSilent: boolean): number {
    this.#lastCellId += 1;
    this.#requests.set(this.#lastCellId, request);
    if (isSilent) this.#silent.add(this.#lastCellId);
    return this.#lastCellId;
  }

  async #run(
    { id, shell }: CellId,
    text: CellText,
    { cells: expressions }: UserExpressions,
  ): Promise<Outcome> {
    const { source, label } = text;
    const stop = new AbortController();
    this.#arrivals.set(shell, stop);
    try {
      const arrival = this.#types.begin(text, this.#silent.has(id));
      const cell: Cell = { id, shell, label, source, ...transpile(arrival.source), expressions };
      const admission = await unlessStopped(stop.signal, arrival.admission());
      // Admitted and stopped meanwhile: from here to where the cell runs and can be stopped there, nothing waits.
      if (stop.signal.aborted) return { kind: "error", error: interrupted };
      if (admission.kind === "refused") return { kind: "error", error: admission.error };
      this.#print(id, "stdout", arrival.answer);
      this.#print(id, "stderr", admission.warning);
      this.#running.add(id);
      this.#arrivals.delete(shell);
      return await this.#cells.run(cell);
    } catch (error) {
      if (error instanceof CellSyntaxError) return { kind: "error", error: syntaxError(error, label) };
      if (error instanceof MagicError) return { kind: "error", error: magicError(error) };
      throw error;
    } finally {
      this.#arrivals.delete(shell);
      this.#running.delete(id);
    }
  }

  #print(cellId: number, stream: StreamName, text: string | undefined): void {
    if (text !== undefined) this.#streams.add({ cellId, stream, text });
  }

  #output(message: FromCell): void {
    switch (message.kind) {
      case "output":
        this.#streams.add(message);
        return;
      case "display":
        this.#streams.flush();
        this.#publishFor(message.cellId, displayType(message.isUpdate), displayContent(message.bundle));
        return;
      case "clear":
        this.#streams.flush();
        this.#publishFor(message.cellId, "clear_output", { wait: message.wait });
        return;
      case "comm-target":
        this.comms.register(message.target);
        return;
      case "comm":
        this.comms.hearCell(message.event, message.cellId);
        return;
      case "question":
        this.#streams.flush();
        this.#stdin.ask(message, this.#requestOfRunning(message.cellId));
        return;
      case "bars":
        this.#streams.flush();
        this.#bars.show(message);
        return;
    }
  }

  #requestOfRunning(cellId: number): Envelope | undefined {
    return this.#running.has(cellId) ? this.#requests.get(cellId) : undefined;
  }

  #publishFor(cellId: number, type: string, content: JsonObject): void {
    if (this.#silent.has(cellId)) return;
    this.#publish(type, content, this.#requests.get(cellId)?.message);
  }
}

/** Waits for the compiler, which may take long, no longer than until the cell is stopped. */
async function unlessStopped(signal: AbortSignal, admission: Promise<Admission>): Promise<Admission> {
  const stopped = new Promise<Admission>((resolve) => {
    signal.addEventListener("abort", () => resolve({ kind: "refused", error: interrupted }), { once: true });
  });
  return Promise.race([admission, stopped]);
}

function displayType(isUpdate: boolean): string {
  return isUpdate ? "update_display_data" : "display_data";
}

function displayContent({ data, metadata, transient }: MimeBundle): JsonObject {
  return { data, metadata, transient };
}

function magicError({ name: ename, message: evalue }: MagicError): CellError {
  return { ename, evalue, traceback: [`${ename}: ${evalue}`] };
}

/** The id that a cell keeps in its notebook, if the client tells (JEP 62). */
function notebookId({ metadata }: Message): Pick<CellText, "id"> {
  const id = metadata["cellId"];
  return typeof id === "string" ? { id } : {};
}
