import type { StreamName } from "../worker/protocol.ts";

export interface StreamChunk {
  readonly cellId: number;
  readonly stream: StreamName;
  readonly text: string;
}

/** How long text waits for more, in milliseconds: below what a reader notices. */
const patience = 10;
/** Text goes out at once when there is this much of it, in characters. */
const plenty = 64 * 1024;

/** Joins what is printed in quick succession, so that 100,000 lines are not 100,000 messages. Keeps the order. */
export class StreamBatch {
  readonly #emit: (chunk: StreamChunk) => void;
  #waiting: { readonly cellId: number; readonly stream: StreamName; text: string } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(emit: (chunk: StreamChunk) => void) {
    this.#emit = emit;
  }

  add({ cellId, stream, text }: StreamChunk): void {
    const isMoreOfSame = this.#waiting?.cellId === cellId && this.#waiting.stream === stream;
    if (!isMoreOfSame) this.flush();
    this.#waiting ??= { cellId, stream, text: "" };
    this.#waiting.text += text;
    if (this.#waiting.text.length >= plenty) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), patience);
  }

  /** To be called before anything else is published, so that nothing overtakes. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const chunk = this.#waiting;
    this.#waiting = undefined;
    if (chunk && chunk.text !== "") this.#emit(chunk);
  }
}
