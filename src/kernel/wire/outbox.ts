/** The part of a zeromq socket that sends. */
export interface Sends {
  send(frames: readonly Uint8Array[]): Promise<void>;
}

/**
 * Sends on one socket, in the order asked: zeromq refuses a send while another one waits.
 * A failed send is reported, never thrown at whoever asked for a later one.
 */
export class Outbox {
  readonly #socket: Sends;
  readonly #onError: (error: unknown) => void;
  #waiting: (readonly Uint8Array[])[] = [];
  #draining: Promise<void> = Promise.resolve();
  #isDraining = false;

  constructor(socket: Sends, onError: (error: unknown) => void) {
    this.#socket = socket;
    this.#onError = onError;
  }

  send(frames: readonly Uint8Array[]): void {
    this.#waiting.push(frames);
    if (!this.#isDraining) this.#draining = this.#drain();
  }

  /** Resolves when everything asked for so far was handed to zeromq. */
  flushed(): Promise<void> {
    return this.#draining;
  }

  async #drain(): Promise<void> {
    this.#isDraining = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      for (const frames of batch) {
        try {
          await this.#socket.send(frames);
        } catch (error) {
          this.#onError(error);
        }
      }
    }
    this.#isDraining = false;
  }
}
