import { randomUUID } from "node:crypto";
import {
  describeExit,
  KernelDiedError,
  type Channel,
  type Kernel,
  type Message,
  type RequestChannel,
} from "../../../kernel/client/index.ts";
import { Executions } from "./executions.ts";

/** Someone who hears a kernel: one WebSocket. */
export interface Guest {
  readonly hear: (channel: Channel, message: Message) => void;
}

/** The kernel as the REST API describes it. */
export interface KernelModel {
  readonly id: string;
  readonly name: string;
  readonly last_activity: string;
  readonly execution_state: string;
  readonly connections: number;
}

/** One kernel and everybody connected to it. Outlives the kernel's process, which may die and be restarted. */
export class KernelRoom {
  readonly id = randomUUID();
  readonly executions = new Executions();
  readonly #kernel: Kernel;
  readonly #guests = new Set<Guest>();
  /** Who asked what: replies go to the asker alone, what is published goes to all. */
  readonly #askers = new Map<string, Guest>();
  #state = "idle";
  #lastActivity = new Date();
  /** Messages we speak for the kernel carry its session: clients drop those of a session they do not know. */
  #session: string = randomUUID();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    kernel.onMessage((channel, message) => this.#hear(channel, message));
    void this.#watch();
  }

  get model(): KernelModel {
    return {
      id: this.id,
      name: this.#kernel.spec.name,
      last_activity: this.#lastActivity.toISOString(),
      execution_state: this.#state,
      connections: this.#guests.size,
    };
  }

  /** Lets a guest hear the kernel; returns how to leave. */
  enter(guest: Guest): () => void {
    this.#guests.add(guest);
    return () => {
      this.#guests.delete(guest);
      for (const [request, asker] of this.#askers) if (asker === guest) this.#askers.delete(request);
    };
  }

  /** Passes a guest's message on to the kernel. A dead kernel answers with its status. */
  send(guest: Guest, channel: RequestChannel, message: Message): void {
    this.#lastActivity = new Date();
    if (channel !== "stdin") this.#askers.set(message.header.msg_id, guest);
    this.executions.hearRequest(message);
    try {
      this.#kernel.send(channel, message);
    } catch (error) {
      if (!(error instanceof KernelDiedError)) throw error;
      this.executions.abandonUnfinished();
      guest.hear("iopub", this.#status("dead"));
    }
  }

  interrupt(): Promise<void> {
    return this.#kernel.interrupt();
  }

  async restart(): Promise<void> {
    const wasDead = !this.#kernel.isAlive;
    this.#state = "restarting";
    await this.#kernel.restart();
    this.executions.abandonUnfinished();
    this.#askers.clear();
    this.#state = "idle";
    if (wasDead) void this.#watch();
  }

  shutdown(): Promise<void> {
    return this.#kernel.shutdown();
  }

  #hear(channel: Channel, message: Message): void {
    this.#lastActivity = new Date();
    this.#session = message.header.session;
    this.executions.hearKernel(channel, message);
    if (channel === "iopub") {
      this.#follow(message);
      for (const guest of this.#guests) guest.hear(channel, message);
      return;
    }
    const request = message.parent_header.msg_id ?? "";
    this.#askers.get(request)?.hear(channel, message);
    if (channel !== "stdin") this.#askers.delete(request);
  }

  /** A kernel is busy for the moment of each request; what matters is whether a cell runs. */
  #follow({ header, parent_header: parent, content }: Message): void {
    const { execution_state: state } = content;
    if (header.msg_type !== "status" || parent.msg_type !== "execute_request") return;
    if (typeof state === "string") this.#state = state;
  }

  async #watch(): Promise<void> {
    const reason = await this.#kernel.whenDead;
    this.#state = "dead";
    this.executions.abandonUnfinished();
    if (reason.kind === "died") process.emitWarning(`The kernel ${describeExit(reason)}.`);
    for (const guest of this.#guests) guest.hear("iopub", this.#status("dead"));
  }

  #status(state: string): Message {
    return {
      header: {
        msg_id: randomUUID(),
        msg_type: "status",
        session: this.#session,
        username: "kernel",
        date: new Date().toISOString(),
        version: "5.4",
      },
      parent_header: {},
      metadata: {},
      content: { execution_state: state },
      buffers: [],
    };
  }
}
