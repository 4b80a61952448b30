import { newMessage, type Envelope, type JsonObject } from "../messaging/index.ts";
import { log } from "./log.ts";
import { RequestError } from "./requests/handler.ts";
import type { KernelSockets } from "./sockets.ts";
import type { Status } from "./status.ts";

/** The content of a reply, or nothing if the message wants none. */
export type Answer = JsonObject | undefined | Promise<JsonObject | undefined>;

/** On the third, stdin, it is the kernel that asks. */
type Replying = "shell" | "control";

/** Sends replies. Whatever a request holds, it is answered, and framed by busy and idle. */
export class Responder {
  readonly #sockets: KernelSockets;
  readonly #status: Status;
  readonly #session: string;

  constructor(sockets: KernelSockets, status: Status, session: string) {
    this.#sockets = sockets;
    this.#status = status;
    this.#session = session;
  }

  async respond(channel: Replying, request: Envelope, answer: () => Answer): Promise<void> {
    this.#status.begin(request.message);
    try {
      const content = await answer();
      if (content) this.#reply(channel, request, content);
    } catch (error) {
      if (!(error instanceof RequestError)) log(error);
      this.#reply(channel, request, failure(error));
    } finally {
      this.#status.end(request.message);
    }
  }

  #reply(channel: Replying, { identities, message }: Envelope, content: JsonObject): void {
    const type = message.header.msg_type.replace(/_request$/, "_reply");
    this.#sockets.send(channel, identities, newMessage(type, this.#session, content, message));
  }
}

function failure(error: unknown): JsonObject {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { status: "error", ename: name, evalue: message, traceback: [`${name}: ${message}`] };
}
