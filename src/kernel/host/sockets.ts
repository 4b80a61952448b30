import { Router, XPublisher } from "zeromq";
import {
  address,
  decode,
  DigestHistory,
  encode,
  Outbox,
  WireError,
  type ConnectionInfo,
  type Envelope,
  type Message,
  type RequestChannel,
  type Socket,
} from "../messaging/index.ts";
import { BindError } from "./bind-error.ts";
import { log } from "./log.ts";

/** How long the last messages may take to leave after the sockets were closed, in milliseconds. */
const linger = 500;

const options = {
  linger,
  // Without this zeromq silently drops what a slow client has not yet read. Receiving keeps zeromq's limit: whoever
  // sends faster than we read waits.
  sendHighWaterMark: 0,
  // V8 has no strings longer than this, in bytes. A peer that sends more is disconnected.
  maxMessageSize: 2 ** 29,
} as const;

/** The kernel's ends of the five sockets. */
export class KernelSockets {
  readonly #connection: ConnectionInfo;
  readonly #routers: Readonly<Record<RequestChannel, Router>>;
  readonly #outboxes: Readonly<Record<"shell" | "control" | "iopub", Outbox<Envelope>>>;
  readonly #questions: Outbox<Question>;
  readonly #heartbeats: Outbox<readonly Uint8Array[]>;
  // Hears of every subscriber, not only the first to each topic.
  readonly #iopub = new XPublisher({ ...options, verbosity: "allSubs" });
  // A REPLY socket would wait for ever for its turn to answer a client that has gone.
  readonly #heartbeat = new Router({ linger: 0 });
  readonly #seen = new DigestHistory();

  constructor(connection: ConnectionInfo) {
    this.#connection = connection;
    const router = (): Router => new Router(options);
    // Shell and control only answer, and who has gone misses nothing; a question that nobody hears has no answer.
    const stdin = new Router({ ...options, mandatory: true });
    this.#routers = { shell: router(), control: router(), stdin };
    const outbox = (socket: Router | XPublisher): Outbox<Envelope> =>
      new Outbox(
        async ({ message, identities }) => socket.send(encode(message, connection.key, identities)),
        log,
      );
    const { shell, control } = this.#routers;
    this.#outboxes = { shell: outbox(shell), control: outbox(control), iopub: outbox(this.#iopub) };
    this.#questions = new Outbox(async ({ message, identities, onSent }) => {
      const sending = isSent(stdin, encode(message, connection.key, identities));
      onSent(sending);
      await sending;
    }, log);
    this.#heartbeats = new Outbox(async (frames) => this.#heartbeat.send([...frames]), log);
  }

  /** @throws BindError */
  async bind(): Promise<void> {
    const { shell, control, stdin } = this.#routers;
    await Promise.all([
      this.#bindOne(shell, "shell"),
      this.#bindOne(control, "control"),
      this.#bindOne(stdin, "stdin"),
      this.#bindOne(this.#iopub, "iopub"),
      this.#bindOne(this.#heartbeat, "hb"),
    ]);
    this.#echo().catch(log);
  }

  /** Well-signed messages as they arrive, each once, until the sockets are closed; others are dropped and logged. */
  async *requests(channel: RequestChannel): AsyncGenerator<Envelope> {
    for await (const frames of this.#routers[channel]) {
      try {
        yield decode(frames, this.#connection.key, this.#seen);
      } catch (error) {
        log(error instanceof WireError ? `Dropped a message on ${channel}. ${error.message}` : error);
      }
    }
  }

  /** The topics of new subscribers to iopub, as they come, until the sockets are closed. */
  async *subscriptions(): AsyncGenerator<string> {
    for await (const [event] of this.#iopub) {
      if (event?.[0] !== subscribes) continue;
      try {
        yield utf8.decode(event.subarray(1));
      } catch {
        log("Ignored the topic of a subscriber, which is not UTF-8.");
      }
    }
  }

  send(channel: "shell" | "control", identities: readonly Uint8Array[], message: Message): void {
    this.#outboxes[channel].send({ message, identities });
  }

  /** Sends on stdin. Resolves with false if nobody of these identities is connected there. */
  async ask(identities: readonly Uint8Array[], message: Message): Promise<boolean> {
    return new Promise((onSent) => this.#questions.send({ message, identities, onSent }));
  }

  /** @param topic the message's type, unless said otherwise. */
  publish(message: Message, topic: string = message.header.msg_type): void {
    this.#outboxes.iopub.send({ message, identities: [Buffer.from(topic)] });
  }

  async close(): Promise<void> {
    const outboxes = [...Object.values(this.#outboxes), this.#questions, this.#heartbeats];
    await Promise.all(outboxes.map(async (outbox) => outbox.flushed()));
    for (const socket of [...Object.values(this.#routers), this.#iopub, this.#heartbeat]) socket.close();
  }

  async #bindOne(socket: Router | XPublisher, name: Socket): Promise<void> {
    const place = address(this.#connection, name);
    try {
      await socket.bind(place);
    } catch (cause) {
      const why = (cause as Error).message.toLowerCase();
      throw new BindError(`Cannot listen for ${name} at ${place}: ${why}.`, { cause });
    }
  }

  async #echo(): Promise<void> {
    for await (const frames of this.#heartbeat) this.#heartbeats.send(frames);
  }
}

interface Question extends Envelope {
  readonly onSent: (sending: Promise<boolean>) => void;
}

async function isSent(socket: Router, frames: readonly Uint8Array[]): Promise<boolean> {
  try {
    await socket.send([...frames]);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EHOSTUNREACH") return false;
    throw error;
  }
}

/** The first byte of what an XPUB socket receives when someone subscribes; the topic follows. */
const subscribes = 1;

const utf8 = new TextDecoder("utf-8", { fatal: true });
