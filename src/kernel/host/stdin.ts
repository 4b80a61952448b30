import { setTimeout as sleep } from "node:timers/promises";
import { newMessage, type Envelope, type Message } from "../messaging/index.ts";
import { log } from "./log.ts";
import type { Answer, NumberedAnswer } from "../worker/input/answer.ts";

/** How long a question waits for the frontend to listen, and how long between two attempts, in milliseconds. */
const patience = 3_000;
const retryInterval = 20;

export interface Question {
  readonly id: number;
  readonly prompt: string;
  readonly isPassword: boolean;
}

export interface StdinOptions {
  readonly session: string;
  /** Sends on the stdin channel to whoever has these identities; resolves with false if nobody has them there. */
  readonly send: (identities: readonly Uint8Array[], message: Message) => Promise<boolean>;
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
      this.#send(this.#asked).catch(log);
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

  /** A frontend connects to each channel by itself: its first cell may ask before its stdin is there. */
  async #send(asked: Asked): Promise<void> {
    const givesUpAt = performance.now() + patience;
    while (this.#asked === asked) {
      if (await this.#options.send(asked.request.identities, asked.message)) return;
      if (performance.now() > givesUpAt) {
        this.#asked = undefined;
        this.#answer(
          asked.id,
          refused("This frontend said it takes input, but no longer listens for questions."),
        );
        return;
      }
      await sleep(retryInterval);
    }
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
