import {
  answers,
  newMessage,
  type Channel,
  type JsonObject,
  type Message,
  type RequestChannel,
} from "../messaging/index.ts";
import type { MessageListener } from "./channels.ts";
import { KernelDiedError, type ExitReason } from "./errors.ts";
import { ExecutionTracker, type ExecuteOptions, type Execution } from "./execution.ts";
import { begin, type Life, type StartOptions } from "./life.ts";
import type { KernelSpec } from "./spec.ts";

/** A running kernel of any language, seen by its client. */
export interface Kernel {
  readonly spec: KernelSpec;
  readonly isAlive: boolean;
  /** The process id, as long as there is a process. */
  readonly pid: number | undefined;
  /**
   * Resolves when the kernel has gone: shut down, or died by itself. A restart asked for does not resolve
   * it; after a death, a restart puts a fresh promise here.
   */
  readonly whenDead: Promise<ExitReason>;
  /** Sends a message as it is. @throws KernelDiedError */
  send(channel: RequestChannel, message: Message): void;
  /** Hears everything the kernel says, also after restarts. Returns a function that stops listening. */
  onMessage(listener: MessageListener): () => void;
  /** Sends a request and resolves with its answer on the same channel. Rejects with KernelDiedError. */
  request(channel: "shell" | "control", type: string, content?: JsonObject): Promise<Message>;
  execute(code: string, options?: ExecuteOptions): Execution;
  /** The content of kernel_info_reply. */
  kernelInfo(): Promise<JsonObject>;
  /** Stops the running cell, by message or by signal as the specification says. */
  interrupt(): Promise<void>;
  /** Ends the process and starts another, also after a death. Pending requests reject. */
  restart(): Promise<void>;
  /** Ends the process: politely, then by SIGTERM, then by SIGKILL. Removes the connection file. */
  shutdown(): Promise<void>;
}

/** @throws KernelStartError with the kernel's last words if it does not answer in time. */
export async function startKernel(spec: KernelSpec, options: StartOptions): Promise<Kernel> {
  const kernel = new LocalKernel(spec, options);
  await kernel.restart();
  return kernel;
}

class LocalKernel implements Kernel {
  readonly spec: KernelSpec;
  readonly #options: StartOptions;
  readonly #listeners = new Set<MessageListener>();
  /** Told when the process they wait for has gone. */
  readonly #waiting = new Set<(error: KernelDiedError) => void>();
  #life: Life | undefined;
  #lastChange: Promise<void> = Promise.resolve();
  #lastReason: ExitReason = { kind: "shut-down" };
  #death = Promise.withResolvers<ExitReason>();

  constructor(spec: KernelSpec, options: StartOptions) {
    this.spec = spec;
    this.#options = options;
  }

  get isAlive(): boolean {
    return this.#life?.process.isRunning ?? false;
  }

  get pid(): number | undefined {
    return this.#life?.process.pid;
  }

  get whenDead(): Promise<ExitReason> {
    return this.#death.promise;
  }

  send(channel: RequestChannel, message: Message): void {
    this.#living().channels.send(channel, message);
  }

  onMessage(listener: MessageListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  async request(channel: "shell" | "control", type: string, content: JsonObject = {}): Promise<Message> {
    const request = newMessage(type, this.#living().session, content);
    const { promise, resolve, reject } = Promise.withResolvers<Message>();
    const stopListening = this.onMessage((from, message) => {
      if (from === channel && answers(message, request.header.msg_id)) resolve(message);
    });
    this.#waiting.add(reject);
    try {
      this.send(channel, request);
      return await promise;
    } finally {
      stopListening();
      this.#waiting.delete(reject);
    }
  }

  execute(code: string, options: ExecuteOptions = {}): Execution {
    const { silent = false, storeHistory = !silent, stopOnError = true, onInput } = options;
    const request = newMessage("execute_request", this.#living().session, {
      code,
      silent,
      store_history: storeHistory,
      user_expressions: {},
      allow_stdin: onInput !== undefined,
      stop_on_error: stopOnError,
    });
    const execution = new ExecutionTracker(request.header.msg_id);
    const fail = (error: Error): void => execution.fail(error);
    const stopListening = this.onMessage((channel, message) => {
      if (channel === "stdin" && onInput && answers(message, execution.id)) {
        this.#answer(message, onInput).catch(fail);
      }
      execution.hear(channel, message);
    });
    this.#waiting.add(fail);
    execution.onceDone(() => {
      stopListening();
      this.#waiting.delete(fail);
    });
    this.send("shell", request);
    return execution;
  }

  async kernelInfo(): Promise<JsonObject> {
    return (await this.request("shell", "kernel_info_request")).content;
  }

  async interrupt(): Promise<void> {
    switch (this.spec.interruptMode) {
      case "message":
        await this.request("control", "interrupt_request");
        return;
      case "signal":
        this.#living().process.signal("SIGINT");
        return;
    }
  }

  async restart(): Promise<void> {
    return this.#inTurn(async () => this.#replaceLife());
  }

  async shutdown(): Promise<void> {
    return this.#inTurn(async () => this.#life?.end("shut-down"));
  }

  /** One start or end at a time: two restarts at once must not leave two processes. */
  async #inTurn(change: () => Promise<void>): Promise<void> {
    const turn = this.#lastChange.catch(() => undefined).then(change);
    this.#lastChange = turn;
    return turn;
  }

  async #replaceLife(): Promise<void> {
    const wasDead = !this.isAlive;
    await this.#life?.end("restarted");
    if (wasDead) this.#death = Promise.withResolvers();
    const life = await begin(this.spec, this.#options, (channel, message) => this.#hear(channel, message));
    this.#life = life;
    void life.whenOver.then((status) => this.#over(life.reasonOf(status)));
  }

  #hear(channel: Channel, message: Message): void {
    for (const listener of this.#listeners) listener(channel, message);
  }

  #over(reason: ExitReason): void {
    this.#lastReason = reason;
    const error = new KernelDiedError(this.spec.name, reason);
    for (const fail of this.#waiting) fail(error);
    if (reason.kind !== "restarted") this.#death.resolve(reason);
  }

  #living(): Life {
    if (!this.#life || !this.isAlive) {
      throw new KernelDiedError(this.spec.name, this.#lastReason);
    }
    return this.#life;
  }

  async #answer(question: Message, onInput: NonNullable<ExecuteOptions["onInput"]>): Promise<void> {
    const { prompt, password } = question.content;
    const value = await onInput(typeof prompt === "string" ? prompt : "", password === true);
    const { session } = this.#living();
    const content = value === null ? { status: "abort", value: "" } : { status: "ok", value };
    this.send("stdin", newMessage("input_reply", session, content, question));
  }
}
