import type { Input, NodeId, Protocol, Vocabulary } from "../../core/index.ts";

interface Call {
  readonly node: NodeId;
  readonly state: unknown;
  readonly input: Input<Vocabulary>;
}

const lengthBytes = 4;

/**
 * Where one thread notes what it is about to do, for another to read: who never comes back from a step can still
 * be told of.
 */
export class LastCall {
  readonly buffer: SharedArrayBuffer;
  readonly #length: Int32Array;
  readonly #text: Uint8Array;

  constructor(buffer = new SharedArrayBuffer(2 ** 16)) {
    this.buffer = buffer;
    this.#length = new Int32Array(buffer, 0, 1);
    this.#text = new Uint8Array(buffer, lengthBytes);
  }

  /** The same protocol, with every call noted. */
  watch(protocol: Protocol<Vocabulary>): Protocol<Vocabulary> {
    return {
      name: protocol.name,
      initial: (self) => protocol.initial(self),
      step: (state, input, context) => {
        this.#note({ node: context.self, state, input });
        const transition = protocol.step(state, input, context);
        Atomics.store(this.#length, 0, 0);
        return transition;
      },
    };
  }

  /** The call that was begun and has not ended, if there is one; what does not fit is cut off. */
  read(): string | null {
    const length = Atomics.load(this.#length, 0);
    return length === 0 ? null : new TextDecoder().decode(this.#text.slice(0, length));
  }

  #note({ node, state, input }: Call): void {
    const text = `at node ${node}, in state ${JSON.stringify(state)}, on input ${JSON.stringify(input)}`;
    const { written } = new TextEncoder().encodeInto(text, this.#text);
    Atomics.store(this.#length, 0, written);
  }
}
