import { newMessage, type Envelope, type Message } from "../messaging/index.ts";
import type { Answer, NumberedAnswer } from "../worker/input/answer.ts";

export interface Question {
  readonly id: number;
  readonly prompt: string;
  readonly isPassword: boolean;
}

export interface StdinOptions {
  readonly session: string;
  /** Sends on the stdin channel to whoever has these identities. */
  readonly send: (identities: readonly Uint8Array[], message: Message) => void;
  /** Hands the answer to the cell that waits. */
  readonly answer: (answer: NumberedAnswer) => void;
}

interface Asked {
  readonly id: number;
  /** By whom the cell was sent, who alone is asked. */
  readonly request: Envelope;
  readonly message: Message;
}

/** Asks the user on behalf of a running cell; while it waits, no other can run. */
export class Stdin {
  readonly #options: StdinOptions;
  #asked: Asked | undefined;

  constructor(options: StdinOptions) {
    this.#options = options;
  }

  /** @param request the execute_request of the cell that asks, if it is still running. */
  ask({ id, prompt, isPassword }: Question, request: Envelope | undefined): void {
    if (!request) {
      this.#answer(id, refused("A cell can ask for input only while it is running."));
    } else if (request.message.content["allow_stdin"] !== true) {
      this.#answer(id, refused("This frontend does not take input: run the cell in one that does."));
    } else {
      const content = { prompt, password: isPassword };
      const message = newMessage("input_request", this.#options.session, content, request.message);
      this.#asked = { id, request, message };
      this.#options.send(request.identities, message);
    }
  }

  /** An input_reply has come; it is dropped if nobody waits for it. */
  hear(reply: Envelope): void {
    const asked = this.#asked;
    if (!asked || !isAnswer(reply, asked)) return;
    this.#asked = undefined;
    const { status = "ok", value } = reply.message.content;
    const isText = status === "ok" && typeof value === "string";
    this.#answer(asked.id, isText ? { kind: "text", text: value } : { kind: "cancelled" });
  }

  /** The cell of this request is over. */
  forget(request: Envelope): void {
    if (this.#asked?.request === request) this.#asked = undefined;
  }

  #answer(id: number, answer: Answer): void {
    this.#options.answer({ id, answer });
  }
}

function refused(reason: string): Answer {
  return { kind: "refused", reason };
}

/** Is it from whom we have asked? Many clients do not say which question they answer. */
function isAnswer({ identities, message }: Envelope, { request, message: question }: Asked): boolean {
  const from = Buffer.concat(identities);
  if (!from.equals(Buffer.concat(request.identities))) return false;
  const { msg_id: parent } = message.parent_header;
  return (
    parent === undefined || parent === question.header.msg_id || parent === request.message.header.msg_id
  );
}
