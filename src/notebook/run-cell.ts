import { setTimeout as sleep } from "node:timers/promises";
import { KernelDiedError, type ExecuteReply, type Kernel, type Message } from "../kernel/client/index.ts";

export interface RunCellOptions {
  /** In milliseconds. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  readonly onMessage: (message: Message) => void;
}

export type CellEnd =
  | { readonly kind: "ok" }
  | { readonly kind: "failed"; readonly traceback: string }
  | { readonly kind: "timed-out"; readonly timeout: number }
  | { readonly kind: "interrupted" }
  | { readonly kind: "died"; readonly error: KernelDiedError };

/** How long a cell that was interrupted may still take to print its last words, in milliseconds. */
const graceMs = 2_000;

/** Runs one cell until it is done, or interrupts it when its time is up or the signal says so. */
export async function runCell(
  kernel: Kernel,
  code: string,
  options: RunCellOptions,
): Promise<{ readonly end: CellEnd; readonly executionCount: number | null }> {
  const heard = new LastErrorText(options.onMessage);
  const done = untilDone(kernel, code, heard);
  const early = await stoppedEarly(done, options);
  if (early) {
    // A kernel that does not even hear the interrupt is killed when it is shut down.
    const interrupted = kernel.interrupt().then(async () => done);
    await Promise.race([interrupted.catch(() => undefined), sleep(graceMs)]);
    return { end: early, executionCount: null };
  }
  const result = await done;
  if (result instanceof KernelDiedError)
    return { end: { kind: "died", error: result }, executionCount: null };
  const isOk = result.status === "ok";
  const end: CellEnd = isOk ? { kind: "ok" } : { kind: "failed", traceback: heard.explain(result) };
  return { end, executionCount: result.execution_count };
}

/** Why the cell must be stopped before it is done; undefined once it is done by itself. */
async function stoppedEarly(done: Promise<unknown>, options: RunCellOptions): Promise<CellEnd | undefined> {
  const { timeout, signal } = options;
  const stop = Promise.withResolvers<CellEnd | undefined>();
  const abort = (): void => stop.resolve({ kind: "interrupted" });
  const timer =
    timeout === undefined
      ? undefined
      : setTimeout(() => stop.resolve({ kind: "timed-out", timeout }), timeout);
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort();
  try {
    return await Promise.race([stop.promise, done.then(() => undefined)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** After a failure a kernel may for a moment abort whatever comes next; tslab does so for 200 ms. */
async function untilDone(
  kernel: Kernel,
  code: string,
  heard: LastErrorText,
): Promise<ExecuteReply | KernelDiedError> {
  try {
    for (let attempt = 1; ; attempt += 1) {
      const execution = kernel.execute(code, { stopOnError: false });
      for await (const message of execution) heard.hear(message);
      const reply = await execution.reply;
      if (reply.status === "ok" || reply.status === "error" || attempt === 10) return reply;
      await sleep(50);
    }
  } catch (error) {
    if (error instanceof KernelDiedError) return error;
    throw error;
  }
}

/** tslab answers a failure without a traceback and prints it to stderr instead. */
class LastErrorText {
  readonly #next: (message: Message) => void;
  #stderr = "";

  constructor(next: (message: Message) => void) {
    this.#next = next;
  }

  hear(message: Message): void {
    const { name, text } = message.content;
    if (message.header.msg_type === "stream" && name === "stderr") this.#stderr += String(text);
    this.#next(message);
  }

  explain(reply: ExecuteReply): string {
    const traceback = reply["traceback"];
    if (Array.isArray(traceback) && traceback.length > 0) return traceback.join("\n");
    if (this.#stderr.trim() !== "") return this.#stderr.trimEnd();
    return "The kernel reported a failure and gave no reason.";
  }
}
