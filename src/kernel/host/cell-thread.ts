import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { extname } from "node:path";
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from "node:worker_threads";
import type { Cell, CellError, FromWorker, Outcome, ToWorker, WorkerSetup } from "../worker/protocol.ts";
import { Progress } from "../worker/progress.ts";
import { MemoryGuard } from "./memory-guard.ts";
import { Terminator } from "./terminator.ts";

export interface CellThreadOptions {
  /** The folder that imports of cells are relative to. */
  readonly folder: string;
  /** How much memory cells may take, in megabytes. */
  readonly memoryLimitMb: number;
  /** Hears what cells print and show. */
  readonly onOutput: (message: Exclude<FromWorker, { kind: "done" }>) => void;
  /** Told, when the thread ends between two cells, why it did. */
  readonly onLostBetweenCells: (error: CellError) => void;
}

interface Running {
  readonly cellId: number;
  readonly settle: (outcome: Outcome) => void;
  readonly whenSettled: Promise<Outcome>;
}

interface Thread {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly threadId: number;
  readonly progress: Progress;
}

/** How long a cell may take to notice an interrupt before V8 is told to stop it, in milliseconds. */
const giveUpGrace = 20;
/** How long a termination may take to show before there is another. In milliseconds. */
const terminationPause = 200;
/** How long V8 is given in all; only a blocking call into native code lasts longer. In milliseconds. */
const terminationGrace = 5_000;

/** The thread that cells run in, replaced whenever it is lost. */
export class CellThread {
  readonly #options: CellThreadOptions;
  readonly #terminator = new Terminator();
  readonly #memory: MemoryGuard;
  #thread: Thread | undefined;
  #running: Running | undefined;
  /** Why the thread is about to end, if that is known before it does. */
  #fate: CellError | undefined;

  constructor(options: CellThreadOptions) {
    this.#options = options;
    this.#memory = new MemoryGuard(options.memoryLimitMb, () => this.#stopForMemory());
    this.#thread = this.#start();
  }

  /** Runs one cell at a time; resolves however it ends. */
  async run(cell: Cell): Promise<Outcome> {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    this.#running = { cellId: cell.id, settle: resolve, whenSettled: promise };
    this.#thread ??= this.#start();
    this.#memory.watch();
    this.#tell({ kind: "run", cell });
    return promise;
  }

  /** Stops the running cell, if there is one: politely, then by V8, then by ending the thread. */
  async interrupt(): Promise<void> {
    const cellId = this.#running?.cellId;
    const thread = this.#thread;
    if (cellId === undefined || !thread) return;
    const deadline = Date.now() + terminationGrace;
    for (let pause = giveUpGrace; ;) {
      // Asked anew each time: a termination may have hit the very code that was about to answer.
      this.#tell({ kind: "give-up", cellId });
      if (await this.#endsWithin(pause, cellId)) return;
      if (Date.now() > deadline) {
        this.#abandon(thread);
        return;
      }
      // A thread that still boots, or is between two cells, must not be terminated: it will hear us soon.
      if (!thread.progress.mark(cellId)) continue;
      this.#terminator.terminate(thread.threadId);
      pause = terminationPause;
    }
  }

  async #endsWithin(ms: number, cellId: number): Promise<boolean> {
    const timer = new AbortController();
    const timeout = sleep(ms, undefined, { signal: timer.signal }).catch(() => undefined);
    await Promise.race([this.#running?.whenSettled, timeout]);
    timer.abort();
    return this.#running?.cellId !== cellId;
  }

  /** What hangs in native code cannot be stopped: leave it behind, to end when it comes back. */
  #abandon(thread: Thread): void {
    this.#fate = lost("Interrupted", "The cell was blocked in native code; its thread was given up.");
    void thread.worker.terminate();
    this.#over(thread, 0);
  }

  async stop(): Promise<void> {
    await this.#thread?.worker.terminate();
  }

  #start(): Thread {
    const { port1: port, port2 } = new MessageChannel();
    const progress = new Progress();
    const workerData: WorkerSetup = { port: port2, folder: this.#options.folder, progress: progress.buffer };
    const worker = new Worker(new URL(`../worker/entry${extname(import.meta.url)}`, import.meta.url), {
      name: "cells",
      workerData,
      transferList: [port2],
      argv: [],
      // What a terminated timer leaves on Node's stack of async hooks would otherwise abort the process.
      execArgv: ["--no-force-async-hooks-checks"],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: this.#memory.hardLimitMb },
    });
    this.#memory.reset();
    worker.stdout.resume();
    worker.stderr.resume();
    const thread: Thread = { worker, port, threadId: worker.threadId, progress };
    port.on("message", (message: FromWorker) => this.#hear(message));
    worker.on("error", (error) => {
      this.#fate ??= fateOf(error, this.#options.memoryLimitMb);
    });
    void once(worker, "exit").then(([code]) => this.#over(thread, Number(code)));
    return thread;
  }

  #hear(message: FromWorker): void {
    if (message.kind !== "done") {
      this.#options.onOutput(message);
    } else if (message.cellId === this.#running?.cellId) {
      this.#settle(message.outcome);
    }
  }

  #over(thread: Thread, exitCode: number): void {
    if (this.#thread !== thread) return;
    for (let last = receiveMessageOnPort(thread.port); last; last = receiveMessageOnPort(thread.port)) {
      this.#hear(last.message as FromWorker);
    }
    thread.port.close();
    this.#terminator.forget(thread.threadId);
    this.#thread = undefined;
    const error = this.#fate ?? lost("ProcessExit", `The code called process.exit(${exitCode}).`);
    this.#fate = undefined;
    if (this.#running) this.#settle({ kind: "error", error });
    else this.#options.onLostBetweenCells(error);
  }

  #stopForMemory(): void {
    this.#fate ??= outOfMemory(this.#options.memoryLimitMb);
    void this.#thread?.worker.terminate();
  }

  #settle(outcome: Outcome): void {
    const running = this.#running;
    this.#running = undefined;
    this.#memory.rest();
    running?.settle(outcome);
  }

  #tell(message: ToWorker): void {
    this.#thread?.port.postMessage(message);
  }
}

function fateOf(error: unknown, memoryLimitMb: number): CellError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ERR_WORKER_OUT_OF_MEMORY") return outOfMemory(memoryLimitMb);
  return lost("ThreadFailure", `The thread that runs cells failed: ${String(error)}.`);
}

function outOfMemory(limitMb: number): CellError {
  return lost("OutOfMemory", `The cell took more memory than the limit of ${limitMb} MB.`);
}

function lost(ename: string, evalue: string): CellError {
  const advice =
    "All variables are lost; the kernel goes on with a fresh start. Run the cells again from the top.";
  return { ename, evalue, traceback: [`${ename}: ${evalue}`, advice] };
}
