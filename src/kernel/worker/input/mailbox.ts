import { MessageChannel, receiveMessageOnPort, type MessagePort } from "node:worker_threads";
import type { Answer, NumberedAnswer } from "./answer.ts";

/** The guard's end of a mailbox, to be sent to it. */
export interface MailboxEntry {
  readonly port: MessagePort;
  readonly counter: SharedArrayBuffer;
}

/**
 * Brings answers to a cell that waits for one without returning to its event loop: the guard, which always
 * hears the kernel, puts them in and wakes the cell.
 */
export class Mailbox {
  readonly entry: MailboxEntry;
  readonly #port: MessagePort;
  readonly #counter: Int32Array<SharedArrayBuffer>;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    const counter = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    this.entry = { port: port2, counter };
    this.#port = port1;
    this.#counter = new Int32Array(counter);
  }

  /** Blocks the thread until the answer is there. V8 can be told to stop this wait, as any other. */
  waitFor(id: number): Answer {
    for (;;) {
      const seen = Atomics.load(this.#counter, 0);
      const received = receiveMessageOnPort(this.#port)?.message as NumberedAnswer | undefined;
      if (!received) Atomics.wait(this.#counter, 0, seen);
      // Answers to questions of cells that were interrupted are of no use to anybody.
      else if (received.id === id) return received.answer;
    }
  }
}

/** On the guard: puts an answer into the mailbox. */
export function deliver({ port, counter }: MailboxEntry, answer: NumberedAnswer): void {
  port.postMessage(answer);
  const count = new Int32Array(counter);
  Atomics.add(count, 0, 1);
  Atomics.notify(count, 0);
}
