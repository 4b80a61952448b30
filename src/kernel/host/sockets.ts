import { Publisher, Reply, Router } from "zeromq";
import {
  address,
  decode,
  encode,
  Outbox,
  WireError,
  type ConnectionInfo,
  type Envelope,
  type Message,
  type RequestChannel,
} from "../wire/index.ts";
import { log } from "./log.ts";

/** Without this zeromq silently drops what a slow client has not yet read. */
const unlimited = { sendHighWaterMark: 0, receiveHighWaterMark: 0 };

/** How long the last messages may take to leave after the sockets were closed, in milliseconds. */
const linger = 500;

/** The kernel's ends of the five sockets. */
export class KernelSockets {
  readonly #connection: ConnectionInfo;
  readonly #routers: Readonly<Record<RequestChannel, Router>>;
  readonly #outboxes: Readonly<Record<RequestChannel | "iopub", Outbox>>;
  readonly #iopub = new Publisher({ linger, sendHighWaterMark: 0 });
  readonly #heartbeat = new Reply({ linger: 0 });

  constructor(connection: ConnectionInfo) {
    this.#connection = connection;
    const router = (): Router => new Router({ linger, ...unlimited });
    this.#routers = { shell: router(), control: router(), stdin: router() };
    const outbox = (socket: Router | Publisher): Outbox =>
      new Outbox({ send: async (frames) => socket.send([...frames]) }, log);
    const { shell, control, stdin } = this.#routers;
    this.#outboxes = {
      shell: outbox(shell),
      control: outbox(control),
      stdin: outbox(stdin),
      iopub: outbox(this.#iopub),
    };
  }

  async bind(): Promise<void> {
    const { shell, control, stdin } = this.#routers;
    await Promise.all([
      shell.bind(address(this.#connection, "shell")),
      control.bind(address(this.#connection, "control")),
      stdin.bind(address(this.#connection, "stdin")),
      this.#iopub.bind(address(this.#connection, "iopub")),
      this.#heartbeat.bind(address(this.#connection, "hb")),
    ]);
    this.#echo().catch(log);
  }

  /** Well-signed messages as they arrive, until the sockets are closed; others are dropped and logged. */
  async *requests(channel: RequestChannel): AsyncGenerator<Envelope> {
    for await (const frames of this.#routers[channel]) {
      try {
        yield decode(frames, this.#connection.key);
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
        log(`Dropped a message on ${channel}. ${error.message}`);
      }
    }
  }

  send(channel: RequestChannel, identities: readonly Uint8Array[], message: Message): void {
    this.#outboxes[channel].send(encode(message, this.#connection.key, identities));
  }

  publish(message: Message): void {
    const topic = Buffer.from(message.header.msg_type);
    this.#outboxes.iopub.send(encode(message, this.#connection.key, [topic]));
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.#outboxes).map(async (outbox) => outbox.flushed()));
    for (const socket of [...Object.values(this.#routers), this.#iopub, this.#heartbeat]) socket.close();
  }

  async #echo(): Promise<void> {
    for await (const frames of this.#heartbeat) await this.#heartbeat.send(frames);
  }
}
