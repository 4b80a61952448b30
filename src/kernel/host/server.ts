import { randomUUID } from "node:crypto";
import {
  newMessage,
  type ConnectionInfo,
  type Envelope,
  type JsonObject,
  type Message,
  type RequestChannel,
} from "../messaging/index.ts";
import { Debugger } from "../debugger/index.ts";
import type { CellRunner } from "./cell-runner.ts";
import { CellTypes } from "./cell-types.ts";
import { Executor } from "./executor.ts";
import { openHistory } from "./history/index.ts";
import { Lanes } from "./lanes.ts";
import { log } from "./log.ts";
import { handlerOf, laneOf, type KernelServices } from "./requests/index.ts";
import { Responder } from "./responder.ts";
import { noSuchSubshell, Shells } from "./shells.ts";
import { KernelSockets } from "./sockets.ts";
import { Stdin } from "./stdin.ts";
import { Status } from "./status.ts";

export interface KernelOptions {
  readonly connection: ConnectionInfo;
  /** Started already: its process boots while this one loads its sockets. */
  readonly cells: CellRunner;
  /** The folder that imports of cells are relative to. */
  readonly folder: string;
}

/**
 * How long after its first answers the kernel starts the compiler, in milliseconds: a client that waits for the
 * kernel to answer at all should not wait for that as well.
 */
const warmUpDelay = 40;

/** Brings each message to whatever answers it. What that is, say the tables in requests/index.ts. */
export class KernelServer implements KernelServices {
  readonly executor: Executor;
  readonly debugger: Debugger;
  readonly history = openHistory();
  readonly stdin: Stdin;
  readonly shells: Shells;
  readonly types: CellTypes;
  readonly #session = randomUUID();
  readonly #sockets: KernelSockets;
  readonly #status: Status;
  readonly #responder: Responder;
  readonly #lanes = new Lanes(log);
  readonly #stopped = Promise.withResolvers<void>();

  constructor({ connection, cells, folder }: KernelOptions) {
    this.#sockets = new KernelSockets(connection);
    this.debugger = new Debugger({
      send: (message) => cells.tellGuard({ kind: "inspect", message }),
      publish: (event) => this.publish("debug_event", { ...event }, undefined),
      interrupt: () => this.interrupt(),
      log,
    });
    cells.listenToInspector(this.debugger);
    this.types = new CellTypes(folder);
    this.stdin = new Stdin({
      session: this.#session,
      send: async (identities, message) => this.#sockets.ask(identities, message),
      answer: (answer) => cells.tellGuard({ kind: "answer", ...answer }),
    });
    this.executor = new Executor({
      cells,
      types: this.types,
      history: this.history,
      stdin: this.stdin,
      publish: this.publish,
    });
    this.#status = new Status(this.publish);
    this.#responder = new Responder(this.#sockets, this.#status, this.#session);
    this.shells = new Shells({ executor: this.executor, responder: this.#responder });
  }

  /** Serves until shut down. @throws BindError */
  async serve(): Promise<void> {
    await this.#sockets.bind();
    this.#status.starting();
    // A kernel that has gone deaf must end: Jupyter starts a new one in place of a dead one only.
    const fail = (error: unknown): void => this.#stopped.reject(error);
    this.#listen("shell", (request) => this.#hearShell(request)).catch(fail);
    this.#listen("control", (request) => this.#answer("control", request)).catch(fail);
    this.#listen("stdin", (request) => this.#hearStdin(request)).catch(fail);
    this.#welcome().catch(fail);
    await this.#stopped.promise;
    await this.executor.stop();
    this.types.service.stop();
    await this.history.close();
    await this.#sockets.close();
  }

  interrupt(): void {
    this.executor.interrupt();
  }

  stop(): void {
    // What is being answered right now is still answered.
    setImmediate(() => this.#stopped.resolve());
  }

  readonly publish = (type: string, content: JsonObject, parent: Message | undefined): void => {
    this.#sockets.publish(newMessage(type, this.#session, content, parent));
  };

  async #listen(channel: RequestChannel, hear: (request: Envelope) => void): Promise<void> {
    for await (const request of this.#sockets.requests(channel)) hear(request);
  }

  /** Lets a client know from when on it misses nothing that is published (JEP 65). */
  async #welcome(): Promise<void> {
    for await (const subscription of this.#sockets.subscriptions()) {
      this.#sockets.publish(newMessage("iopub_welcome", this.#session, { subscription }), subscription);
    }
  }

  #hearShell(request: Envelope): void {
    const { msg_type: type, subshell_id: id = null } = request.message.header;
    const cells = id === null ? this.shells.main : this.shells.find(id);
    if (!cells) {
      const refuse = (): never => {
        throw noSuchSubshell(id);
      };
      this.#lanes.run("refusals", async () => this.#responder.respond("shell", request, refuse));
    } else if (type === "execute_request") cells.add(request);
    else this.#answer("shell", request);
  }

  #hearStdin(request: Envelope): void {
    const type = request.message.header.msg_type;
    const handler = handlerOf("stdin", type);
    if (!handler) log(`Ignored a message of unknown type ${type} on stdin.`);
    else void Promise.resolve(handler(request, this)).catch(log);
  }

  #answer(channel: "shell" | "control", request: Envelope): void {
    const type = request.message.header.msg_type;
    const handler = handlerOf(channel, type);
    if (!handler) log(`Ignored a message of unknown type ${type} on ${channel}.`);
    this.#lanes.run(`${channel} ${laneOf(type)}`, async () => {
      await this.#responder.respond(channel, request, () => handler?.(request, this));
      setTimeout(() => this.types.warmUp(), warmUpDelay);
    });
  }
}
