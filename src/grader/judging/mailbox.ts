import type { Ending } from "../linux/child.ts";

/**
 * What a judging thread and the main thread must know of each other while the judging thread waits, be it for a child
 * or for an answer: a few numbers in shared memory.
 */
export class Mailbox {
  readonly memory: SharedArrayBuffer;
  readonly #cells: Int32Array;

  constructor(memory = new SharedArrayBuffer(cells * Int32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#cells = new Int32Array(memory);
  }

  // The judging thread's side.

  /** Says that no answer is waited for any more, and waits until there is a child. */
  awaitChild(want: () => void): Descriptors | null {
    Atomics.store(this.#cells, cell.supply, supply.wanted);
    want();
    Atomics.wait(this.#cells, cell.supply, supply.wanted);
    if (Atomics.load(this.#cells, cell.supply) !== supply.given) return null;
    return {
      questions: Atomics.load(this.#cells, cell.questions),
      answers: Atomics.load(this.#cells, cell.answers),
    };
  }

  /** Something is being waited for from now on, until {@link rest}. */
  wait(what: "start" | "answer"): void {
    Atomics.store(this.#cells, cell.waitingFor, waiting[what]);
    Atomics.add(this.#cells, cell.count, 1);
  }

  rest(): void {
    Atomics.store(this.#cells, cell.waitingFor, waiting.nothing);
  }

  /** Blocks until the main thread knows why the child has ended. */
  awaitEnding(): Ending {
    Atomics.wait(this.#cells, cell.ending, 0);
    const detail = Atomics.load(this.#cells, cell.detail);
    const kind = endings[Atomics.load(this.#cells, cell.ending) - 1]!;
    switch (kind) {
      case "exit":
        return { kind, code: detail };
      case "signal":
        return { kind, number: detail };
      default:
        return { kind };
    }
  }

  // The main thread's side.

  /** What is waited for, and the how manieth wait it is; null if nothing is. */
  get waiting(): { readonly what: "start" | "answer"; readonly count: number } | null {
    const what = Atomics.load(this.#cells, cell.waitingFor);
    if (what === waiting.nothing) return null;
    return {
      what: what === waiting.start ? "start" : "answer",
      count: Atomics.load(this.#cells, cell.count),
    };
  }

  /** @param child null if there cannot be one. */
  give(child: Descriptors | null): void {
    Atomics.store(this.#cells, cell.ending, 0);
    Atomics.store(this.#cells, cell.questions, child?.questions ?? 0);
    Atomics.store(this.#cells, cell.answers, child?.answers ?? 0);
    Atomics.store(this.#cells, cell.supply, child === null ? supply.none : supply.given);
    Atomics.notify(this.#cells, cell.supply);
  }

  tell(ending: Ending): void {
    const detail = ending.kind === "exit" ? ending.code : ending.kind === "signal" ? ending.number : 0;
    Atomics.store(this.#cells, cell.detail, detail);
    Atomics.store(this.#cells, cell.ending, endings.indexOf(ending.kind) + 1);
    Atomics.notify(this.#cells, cell.ending);
  }
}

/** Of a child's two pipes, our ends. */
export interface Descriptors {
  readonly questions: number;
  readonly answers: number;
}

const cell = { supply: 0, questions: 1, answers: 2, waitingFor: 3, count: 4, ending: 5, detail: 6 } as const;
const cells = Object.keys(cell).length;
const supply = { none: 0, wanted: 1, given: 2 } as const;
const waiting = { nothing: 0, start: 1, answer: 2 } as const;
const endings = [
  "too slow",
  "too much memory",
  "exit",
  "signal",
  "interrupted",
  "dismissed",
] as const satisfies Ending["kind"][];
