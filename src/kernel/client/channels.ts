import { Dealer, Subscriber } from "zeromq";
import {
  address,
  decode,
  encode,
  Outbox,
  WireError,
  type Channel,
  type ConnectionInfo,
  type Message,
  type RequestChannel,
} from "../messaging/index.ts";

export type MessageListener = (channel: Channel, message: Message) => void;

/** How long zeromq waits between attempts to connect to a kernel that is still starting, in milliseconds. */
const reconnectInterval = 20;

/** The client's ends of a kernel's four message sockets. */
export class Channels {
  readonly #connection: ConnectionInfo;
  readonly #listener: MessageListener;
  readonly #dealers: Readonly<Record<RequestChannel, Dealer>>;
  readonly #outboxes: Readonly<Record<RequestChannel, Outbox<Message>>>;
  readonly #iopub: Subscriber;
  #isClosed = false;

  /** @param session the routing identity: a kernel asks for input from whoever sent the request. */
  constructor(connection: ConnectionInfo, session: string, listener: MessageListener) {
    this.#connection = connection;
    this.#listener = listener;
    const dealer = (channel: RequestChannel): Dealer => {
      const socket = new Dealer({ routingId: session, linger: 0, reconnectInterval, ...unlimited });
      socket.connect(address(connection, channel));
      return socket;
    };
    const outbox = (socket: Dealer): Outbox<Message> =>
      new Outbox(async (message) => socket.send(encode(message, connection.key)), report);
    this.#dealers = { shell: dealer("shell"), control: dealer("control"), stdin: dealer("stdin") };
    const { shell, control, stdin } = this.#dealers;
    this.#outboxes = { shell: outbox(shell), control: outbox(control), stdin: outbox(stdin) };
    this.#iopub = new Subscriber({ linger: 0, reconnectInterval, receiveHighWaterMark: 0 });
    this.#iopub.subscribe();
    this.#iopub.connect(address(connection, "iopub"));
    // A socket that is closed in the middle of a flood may say so to whoever was reading it.
    const fail = (error: unknown): void => {
      if (!this.#isClosed) report(error);
    };
    for (const [channel, socket] of this.#all()) this.#listen(channel, socket).catch(fail);
  }

  send(channel: RequestChannel, message: Message): void {
    this.#outboxes[channel].send(message);
  }

  close(): void {
    this.#isClosed = true;
    for (const [, socket] of this.#all()) socket.close();
  }

  #all(): readonly (readonly [Channel, Dealer | Subscriber])[] {
    const { shell, control, stdin } = this.#dealers;
    return [
      ["shell", shell],
      ["control", control],
      ["stdin", stdin],
      ["iopub", this.#iopub],
    ];
  }

  /** Ends when the socket is closed. */
  async #listen(channel: Channel, socket: Dealer | Subscriber): Promise<void> {
    for await (const frames of socket) {
      try {
        this.#listener(channel, decode(frames, this.#connection.key).message);
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
        report(`Dropped a message from the kernel's ${channel} socket. ${error.message}`);
      }
    }
  }
}

/** Without this zeromq silently drops what a slow peer has not yet read. */
const unlimited = { sendHighWaterMark: 0, receiveHighWaterMark: 0 };

function report(problem: unknown): void {
  process.emitWarning(problem instanceof Error ? problem : String(problem));
}
