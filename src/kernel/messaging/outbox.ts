/** Sends one item, such as a message, on a socket. */
export type Send<Item> = (item: Item) => Promise<void>;

/**
 * Sends on one socket, in the order asked: zeromq refuses a send while another one waits.
 * A failed send is reported, never thrown at whoever asked for a later one.
 *
 * Nothing leaves before all has been done that could be done at once: to send is to wake a thread of zeromq's and
 * then the process at the other end, and what is asked for meanwhile leaves together.
 */
export class Outbox<Item> {
  readonly #send: Send<Item>;
  readonly #onError: (error: unknown) => void;
  #waiting: Item[] = [];
  #draining: Promise<void> | undefined;

  constructor(send: Send<Item>, onError: (error: unknown) => void) {
    this.#send = send;
    this.#onError = onError;
  }

  send(item: Item): void {
    this.#waiting.push(item);
    this.#draining ??= this.#drain();
  }

  /** Resolves when everything asked for so far was handed to zeromq. */
  async flushed(): Promise<void> {
    await this.#draining;
  }

  async #drain(): Promise<void> {
    // After all promises that are settled by now, and before the event loop turns.
    await new Promise<void>((resolve) => process.nextTick(resolve));
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      for (const item of batch) {
        try {
          await this.#send(item);
        } catch (error) {
          this.#onError(error);
        }
      }
    }
    this.#draining = undefined;
  }
}
