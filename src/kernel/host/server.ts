import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { isComplete } from "../language/index.ts";
import {
  newMessage,
  type ConnectionInfo,
  type Envelope,
  type JsonObject,
  type Message,
  type RequestChannel,
} from "../wire/index.ts";
import { Executor } from "./executor.ts";
import { kernelInfo } from "./kernel-info.ts";
import { log } from "./log.ts";
import { KernelSockets } from "./sockets.ts";

export interface KernelOptions {
  readonly connection: ConnectionInfo;
  /** The folder that imports of cells are relative to. */
  readonly folder: string;
  /** How much memory cells may take, in megabytes. */
  readonly memoryLimitMb: number;
}

/** How long to gather requests sent together with one that failed, in milliseconds: they are aborted. */
const abortWindow = 5;

/** Answers Jupyter requests: those on shell one after the other, those on control at once. */
export class KernelServer {
  readonly #session = randomUUID();
  readonly #sockets: KernelSockets;
  readonly #executor: Executor;
  readonly #shellQueue: Envelope[] = [];
  /** Sent together with a cell that failed: cells among them must not run on its ruins. */
  readonly #doomed = new Set<Envelope>();
  readonly #stopped = Promise.withResolvers<void>();
  #isShellBusy = false;

  constructor({ connection, folder, memoryLimitMb }: KernelOptions) {
    this.#sockets = new KernelSockets(connection);
    this.#executor = new Executor({
      folder,
      memoryLimitMb,
      publish: (type, content, parent) => this.#publish(type, content, parent),
    });
  }

  /** Serves until shut down. */
  async serve(): Promise<void> {
    await this.#sockets.bind();
    this.#publish("status", { execution_state: "starting" }, undefined);
    this.#listenOnShell().catch(log);
    this.#listenOnControl().catch(log);
    await this.#stopped.promise;
    await this.#executor.stop();
    await this.#sockets.close();
  }

  async interrupt(): Promise<void> {
    await this.#executor.interrupt();
  }

  stop(): void {
    this.#stopped.resolve();
  }

  async #listenOnShell(): Promise<void> {
    for await (const request of this.#sockets.requests("shell")) {
      this.#shellQueue.push(request);
      if (!this.#isShellBusy) this.#workOffShell().catch(log);
    }
  }

  async #listenOnControl(): Promise<void> {
    for await (const request of this.#sockets.requests("control")) {
      this.#serveRequest("control", request).catch(log);
    }
  }

  async #workOffShell(): Promise<void> {
    this.#isShellBusy = true;
    for (let next = this.#shellQueue.shift(); next; next = this.#shellQueue.shift()) {
      const isDoomed = this.#doomed.delete(next) && next.message.header.msg_type === "execute_request";
      if (isDoomed) this.#abort(next);
      else await this.#serveRequest("shell", next);
    }
    this.#isShellBusy = false;
  }

  /** Whatever the request holds, it is answered, and framed by busy and idle. */
  async #serveRequest(channel: RequestChannel, { identities, message }: Envelope): Promise<void> {
    const type = message.header.msg_type;
    this.#publish("status", { execution_state: "busy" }, message);
    try {
      const content = await this.#answer(message);
      if (content) {
        const reply = newMessage(type.replace(/_request$/, "_reply"), this.#session, content, message);
        this.#sockets.send(channel, identities, reply);
      }
    } catch (error) {
      log(error);
      const { name: ename, message: evalue } = error as Error;
      const content = { status: "error", ename, evalue, traceback: [`${ename}: ${evalue}`] };
      const reply = newMessage(type.replace(/_request$/, "_reply"), this.#session, content, message);
      this.#sockets.send(channel, identities, reply);
    }
    this.#publish("status", { execution_state: "idle" }, message);
  }

  /** The content of the reply, or nothing if the message wants none. */
  async #answer(request: Message): Promise<JsonObject | undefined> {
    const { content } = request;
    switch (request.header.msg_type) {
      case "kernel_info_request":
        return kernelInfo;
      case "execute_request":
        return this.#execute(request);
      case "is_complete_request":
        return { ...isComplete(text(content["code"])) };
      case "complete_request": {
        const cursor = content["cursor_pos"] ?? 0;
        return { status: "ok", matches: [], cursor_start: cursor, cursor_end: cursor, metadata: {} };
      }
      case "inspect_request":
        return { status: "ok", found: false, data: {}, metadata: {} };
      case "history_request":
        return { status: "ok", history: [] };
      case "comm_info_request":
        return { status: "ok", comms: {} };
      case "comm_open":
        this.#publish("comm_close", { comm_id: content["comm_id"], data: {} }, request);
        return undefined;
      case "comm_msg":
      case "comm_close":
        return undefined;
      case "interrupt_request":
        await this.#executor.interrupt();
        return { status: "ok" };
      case "shutdown_request":
        setImmediate(() => this.stop());
        return { status: "ok", restart: content["restart"] === true };
      default:
        log(`Ignored a message of unknown type ${request.header.msg_type}.`);
        return undefined;
    }
  }

  async #execute(request: Message): Promise<JsonObject> {
    const reply = await this.#executor.execute(request);
    if (reply["status"] === "error" && request.content["stop_on_error"] !== false) {
      await sleep(abortWindow);
      for (const queued of this.#shellQueue) this.#doomed.add(queued);
    }
    return reply;
  }

  #abort({ identities, message }: Envelope): void {
    this.#publish("status", { execution_state: "busy" }, message);
    const content = { status: "aborted", execution_count: this.#executor.executionCount };
    this.#sockets.send("shell", identities, newMessage("execute_reply", this.#session, content, message));
    this.#publish("status", { execution_state: "idle" }, message);
  }

  #publish(type: string, content: JsonObject, parent: Message | undefined): void {
    this.#sockets.publish(newMessage(type, this.#session, content, parent));
  }
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new TypeError("The request lacks code.");
  return value;
}
