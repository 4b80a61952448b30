import type { Input, NodeId, Protocol, Vocabulary } from "../../core/index.ts";

interface Call {
  readonly node: NodeId;
  readonly state: unknown;
  readonly input: Input<Vocabulary>;
}

/** Two numbers come first: how long the text is, 0 if there is no call under way, and which call it is. */
const headBytes = 8;

/**
 * Where one thread notes what it is about to do, for another to read: who never comes back from a step can still
 * be told of.
 */
export class LastCall {
  readonly buffer: SharedArrayBuffer;
  readonly #head: Int32Array;
  readonly #text: Uint8Array;

  constructor(buffer = new SharedArrayBuffer(2 ** 16)) {
    this.buffer = buffer;
    this.#head = new Int32Array(buffer, 0, 2);
    this.#text = new Uint8Array(buffer, headBytes);
  }

  /** The same protocol, with every call noted. */
  watch(protocol: Protocol<Vocabulary>): Protocol<Vocabulary> {
    return {
      name: protocol.name,
      initial: (self) => protocol.initial(self),
      step: (state, input, context) => {
        this.#note({ node: context.self, state, input });
        const transition = protocol.step(state, input, context);
        Atomics.store(this.#head, 0, 0);
        return transition;
      },
    };
  }

  /** The call that was begun and has not ended, if there is one; what does not fit is cut off. */
  read(): { readonly nth: number; readonly text: string } | null {
    const length = Atomics.load(this.#head, 0);
    if (length === 0) return null;
    return { nth: Atomics.load(this.#head, 1), text: new TextDecoder().decode(this.#text.slice(0, length)) };
  }

  #note({ node, state, input }: Call): void {
    const text = `at node ${node}, in state ${JSON.stringify(state)}, on input ${JSON.stringify(input)}`;
    const { written } = new TextEncoder().encodeInto(text, this.#text);
    Atomics.add(this.#head, 1, 1);
    Atomics.store(this.#head, 0, written);
  }
}
