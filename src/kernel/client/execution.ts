import { answers, type Channel, type JsonObject, type Message } from "../messaging/index.ts";

export interface ExecuteOptions {
  readonly silent?: boolean;
  readonly storeHistory?: boolean;
  /** Whether requests queued behind this one are aborted if it fails; true if not given. */
  readonly stopOnError?: boolean;
  /** Answers the kernel's questions to the user, null to decline; without it the kernel is told that nobody can answer. */
  readonly onInput?: (prompt: string, isPassword: boolean) => InputAnswer | Promise<InputAnswer>;
}

/** What the user has typed, or null for no answer. */
export type InputAnswer = string | null;

/** The content of an execute_reply. */
export type ExecuteReply =
  | { readonly status: "ok"; readonly execution_count: number | null; readonly [extra: string]: unknown }
  | {
      readonly status: "error";
      readonly execution_count: number | null;
      readonly ename: string;
      readonly evalue: string;
      readonly traceback: readonly string[];
      readonly [extra: string]: unknown;
    }
  | {
      readonly status: "aborted";
      readonly execution_count: number | null;
      readonly [extra: string]: unknown;
    };

/**
 * A cell that was sent to a kernel. Iterating gives, in order, what the kernel publishes for it (stream,
 * display_data, execute_result, error, …; status excepted) until it is done; one reader only.
 */
export interface Execution extends AsyncIterable<Message> {
  /** The msg_id of the execute_request. */
  readonly id: string;
  /**
   * Resolves when both the reply and the idle status have arrived, so that no output is missing.
   * Rejects with KernelDiedError if the kernel ends first; the iteration then just ends.
   */
  readonly reply: Promise<ExecuteReply>;
}

/** Gathers what belongs to one request from all that a kernel says. */
export class ExecutionTracker implements Execution {
  readonly id: string;
  readonly reply: Promise<ExecuteReply>;
  readonly #settle = Promise.withResolvers<ExecuteReply>();
  readonly #outputs: ReadableStream<Message>;
  #controller: ReadableStreamDefaultController<Message> | undefined;
  #reply: ExecuteReply | undefined;
  #isIdle = false;
  #onDone: () => void = () => undefined;

  constructor(id: string) {
    this.id = id;
    this.reply = this.#settle.promise;
    // A reader of the outputs alone need not look at the reply.
    this.reply.catch(() => undefined);
    this.#outputs = new ReadableStream<Message>({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => {
        this.#controller = undefined;
      },
    });
  }

  [Symbol.asyncIterator](): AsyncIterator<Message> {
    return this.#outputs[Symbol.asyncIterator]();
  }

  hear(channel: Channel, message: Message): void {
    if (!answers(message, this.id)) return;
    const type = message.header.msg_type;
    if (channel === "shell" && type === "execute_reply") {
      this.#reply = asReply(message.content);
    } else if (channel === "iopub" && type === "status") {
      this.#isIdle ||= message.content["execution_state"] === "idle";
    } else if (channel === "iopub") {
      this.#controller?.enqueue(message);
    }
    if (this.#reply && this.#isIdle) {
      this.#close();
      this.#settle.resolve(this.#reply);
    }
  }

  fail(error: Error): void {
    this.#close();
    this.#settle.reject(error);
  }

  /** Calls back when nothing more will come, in success or failure. */
  onceDone(callback: () => void): void {
    this.#onDone = callback;
  }

  #close(): void {
    this.#controller?.close();
    this.#controller = undefined;
    this.#onDone();
  }
}

function asReply(content: JsonObject): ExecuteReply {
  return { execution_count: null, ...content } as ExecuteReply;
}
