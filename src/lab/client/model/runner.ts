import { batch } from "@preact/signals";
import { fetchExecution, fetchExecutions, RefusedError } from "../api.ts";
import type { ExecutionSummary, RecordedMessage } from "../../server/api.ts";
import { KernelLink } from "../kernel/link.ts";
import type { KernelEvent } from "../kernel/link.ts";
import { applyMessage, noOutputs, updateDisplay, withoutQuestion } from "../outputs/reduce.ts";
import type { Question } from "../outputs/reduce.ts";
import { inFrames } from "../outputs/in-frames.ts";
import type { CellModel, CodeCellModel } from "./cell.ts";

export interface RunnerHost {
  readonly cells: () => readonly CellModel[];
  /** Outputs changed that the learner's copy should keep. */
  readonly changed: () => void;
  readonly failed: (message: string) => void;
}

interface Execution {
  readonly cell: CodeCellModel;
  /** Messages already shown: after a lost connection some come twice. */
  readonly seen: Set<string>;
  /** Another tab started it, and saves what it prints. */
  readonly isForeign: boolean;
  /** What arrives while the record of what came before is being fetched. */
  held: RecordedMessage[] | null;
}

/** Runs cells one after another on the lesson's kernel and puts what they print where it belongs. */
export class Runner {
  readonly link: KernelLink;
  readonly #host: RunnerHost;
  readonly #executions = new Map<string, Execution>();
  #queue: readonly { readonly cell: CodeCellModel; readonly code: string }[] = [];
  #current: string | null = null;
  #session: { readonly path: string; readonly kernelName: string } | null = null;

  constructor(host: RunnerHost) {
    this.#host = host;
    const apply = inFrames<KernelEvent>((events) =>
      batch(() => events.forEach((event) => this.#apply(event))),
    );
    this.link = new KernelLink({
      published: apply,
      connected: () => void this.#catchUp(false),
      died: () => this.#abandon(),
    });
  }

  async open(path: string, kernelName: string): Promise<void> {
    this.#session = { path, kernelName };
    await this.link.open(path, kernelName);
  }

  /** Queues cells in the order given. A cell that fails, an interrupt or a restart empties the queue. */
  run(cells: readonly CodeCellModel[]): void {
    const waiting = cells.filter(({ run }) => run.peek().kind !== "queued" && run.peek().kind !== "running");
    batch(() => waiting.forEach((cell) => (cell.run.value = { kind: "queued" })));
    this.#queue = [...this.#queue, ...waiting.map((cell) => ({ cell, code: cell.source.peek() }))];
    this.#next();
  }

  /** Answers what a running cell asks; null declines to. */
  answer(cell: CodeCellModel, question: Question, value: string | null): void {
    if (cell.outputs.peek().question !== question) return;
    this.link.answer(question.id, value);
    const content = value === null ? { status: "aborted" } : { status: "ok", value };
    const reply = { id: `answer-${question.id}`, type: "input_reply", content };
    cell.outputs.value = applyMessage(cell.outputs.peek(), reply);
    this.#host.changed();
  }

  async interrupt(): Promise<void> {
    this.#emptyQueue();
    await this.#attempt(this.link.interrupt());
  }

  async restart(): Promise<void> {
    this.#abandon();
    await this.#attempt(this.#restartOrReopen());
  }

  /** Forgets every execution: the cells they belonged to are gone. */
  forget(): void {
    this.#queue = [];
    this.#current = null;
    this.#executions.clear();
  }

  close(): void {
    this.link.close();
  }

  async #restartOrReopen(): Promise<void> {
    if (!this.#session) return;
    const { path, kernelName } = this.#session;
    if (!(await this.link.restart())) await this.link.open(path, kernelName);
  }

  async #attempt(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#host.failed((error as Error).message);
    }
  }

  #next(): void {
    const [first, ...rest] = this.#queue;
    if (!first || this.#current !== null || !this.link.isConnected) return;
    const { cell, code } = first;
    this.#queue = rest;
    const requestId = this.link.execute(code, cell.id);
    this.#current = requestId;
    this.#begin(requestId, cell, false);
    this.#host.changed();
  }

  #begin(requestId: string, cell: CodeCellModel, isForeign: boolean): Execution {
    const execution = { cell, seen: new Set<string>(), isForeign, held: null };
    this.#executions.set(requestId, execution);
    this.#clear(cell, requestId);
    return execution;
  }

  #clear(cell: CodeCellModel, requestId: string): void {
    cell.outputs.value = noOutputs;
    cell.executionCount.value = null;
    cell.run.value = { kind: "running", requestId, startedAt: null };
  }

  #apply(event: KernelEvent): void {
    if (event.type === "update_display_data") return this.#updateDisplays(event);
    const execution = this.#executions.get(event.parentId);
    if (execution) this.#show(execution, event.parentId, event);
    // Somebody else runs a cell on this kernel: another tab, perhaps of this very lesson.
    else if (event.type === "execute_input") void this.#catchUp(true);
  }

  #show(execution: Execution, requestId: string, message: RecordedMessage): void {
    if (execution.held) {
      execution.held.push(message);
      return;
    }
    if (execution.seen.has(message.id)) return;
    execution.seen.add(message.id);
    const { cell } = execution;
    if (message.type === "status") return this.#status(execution, requestId, message);
    if (message.type === "execute_input") {
      const count = message.content["execution_count"];
      cell.executionCount.value = typeof count === "number" ? count : null;
      return;
    }
    // Cells queued behind a failure do not run; those the learner queues after seeing it do.
    if (message.type === "error" && this.#current === requestId) this.#emptyQueue();
    cell.outputs.value = applyMessage(cell.outputs.peek(), message);
    if (!execution.isForeign) this.#host.changed();
  }

  #status(execution: Execution, requestId: string, message: RecordedMessage): void {
    const at = Date.parse(message.date);
    const { cell } = execution;
    const run = cell.run.peek();
    if (message.content["execution_state"] === "busy") {
      cell.run.value = { kind: "running", requestId, startedAt: at };
    } else if (message.content["execution_state"] === "idle") {
      const startedAt = run.kind === "running" ? run.startedAt : null;
      cell.run.value = { kind: "finished", requestId, elapsedMs: startedAt === null ? null : at - startedAt };
      cell.outputs.value = withoutQuestion(cell.outputs.peek());
      if (!execution.isForeign) this.#host.changed();
      if (this.#current === requestId) {
        this.#current = null;
        this.#next();
      }
    }
  }

  /** What is shown may be in any cell, and in one whose outputs are just being fetched. */
  #updateDisplays(event: KernelEvent): void {
    for (const { held } of this.#executions.values()) held?.push(event);
    for (const cell of this.#host.cells()) {
      if (cell.kind === "code") cell.outputs.value = updateDisplay(cell.outputs.peek(), event.content);
    }
    this.#host.changed();
  }

  /** Fetches what the kernel published while this page was not listening. */
  async #catchUp(isForeign: boolean): Promise<void> {
    const { kernelId } = this.link;
    if (kernelId === null) return;
    try {
      const executions = await fetchExecutions(kernelId);
      for (const each of executions) await this.#replay(kernelId, each, isForeign);
      this.#dropLost(executions);
    } catch (error) {
      // The kernel went away meanwhile; the link reports that itself.
      if (!(error instanceof RefusedError)) this.#host.failed((error as Error).message);
    }
    this.#next();
  }

  /**
   * Shows an execution from its start. What is published meanwhile is held back: the record and the live
   * messages come by different connections, in no particular order.
   */
  async #replay(kernelId: string, summary: ExecutionSummary, isForeign: boolean): Promise<void> {
    const cell = this.#host.cells().find(({ id }) => id === summary.cellId);
    if (cell?.kind !== "code" || !this.#isNews(cell, summary, isForeign)) return;
    const { requestId } = summary;
    const held: RecordedMessage[] = [];
    const execution: Execution = { cell, seen: new Set(), isForeign, held };
    this.#executions.set(requestId, execution);
    try {
      const record = await fetchExecution(kernelId, requestId);
      batch(() => {
        this.#clear(cell, requestId);
        execution.held = null;
        for (const message of [...record.messages, ...held]) this.#show(execution, requestId, message);
        if (record.finished) this.#settle(execution, requestId);
      });
    } catch (error) {
      // Another tab ran the cell anew meanwhile, so that this record is gone.
      if (!(error instanceof RefusedError)) throw error;
      execution.held = null;
    }
  }

  /** Is there something in this execution that its cell does not show yet? */
  #isNews(cell: CodeCellModel, { requestId, finished }: ExecutionSummary, isForeign: boolean): boolean {
    const run = cell.run.peek();
    if (run.kind === "never") return true;
    if (run.kind === "queued") return false;
    if (run.requestId === requestId) return run.kind === "running" && !(isForeign && !finished);
    // The cell may have been run again since this list was made.
    return !(run.kind === "running" && this.#executions.has(run.requestId));
  }

  /** An execution whose kernel ended before it did never says so. */
  #settle(execution: Execution, requestId: string): void {
    const { run, outputs } = execution.cell;
    outputs.value = withoutQuestion(outputs.peek());
    if (run.peek().kind === "running") run.value = { kind: "finished", requestId, elapsedMs: null };
    if (this.#current === requestId) this.#current = null;
  }

  /** A cell that ran when its server or kernel was stopped will never be heard of again. */
  #dropLost(executions: readonly ExecutionSummary[]): void {
    const known = new Set(executions.map(({ requestId }) => requestId));
    for (const cell of this.#host.cells()) {
      const run = cell.kind === "code" ? cell.run.peek() : null;
      if (cell.kind !== "code" || run?.kind !== "running" || known.has(run.requestId)) continue;
      // A request of ours may still be on its way to the server.
      if (run.requestId !== this.#current || !this.#executions.has(run.requestId))
        cell.run.value = { kind: "never" };
    }
  }

  #emptyQueue(): void {
    for (const { cell } of this.#queue) cell.run.value = { kind: "never" };
    this.#queue = [];
  }

  #abandon(): void {
    batch(() => {
      this.#emptyQueue();
      this.#current = null;
      this.#executions.clear();
      for (const cell of this.#host.cells()) {
        if (cell.kind !== "code" || cell.run.peek().kind !== "running") continue;
        cell.run.value = { kind: "never" };
        cell.outputs.value = withoutQuestion(cell.outputs.peek());
      }
    });
    this.#host.changed();
  }
}
