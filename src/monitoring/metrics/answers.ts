import type { Duration, Time } from "../../core/index.ts";

/** Answers to clients as time goes by: what they see of the system's availability. */
export interface AnswerMetrics {
  /** How long a window is. */
  readonly window: Duration;
  /** How many proposals succeeded in each window, from time 0 to the last that had one. */
  readonly perWindow: readonly number[];
  /** The longest time without an answer, between two of them; null if there were not two. */
  readonly longestSilence: Silence | null;
}

export interface Silence {
  /** The last answer before. */
  readonly from: Time;
  /** The first answer after. */
  readonly to: Time;
}

export class Answers {
  readonly #window: Duration;
  readonly #perWindow: number[] = [];
  #last: Time | null = null;
  #silence: Silence | null = null;

  constructor(window: Duration) {
    this.#window = window;
  }

  answer(at: Time): void {
    const place = Math.floor(at / this.#window);
    while (this.#perWindow.length <= place) this.#perWindow.push(0);
    this.#perWindow[place]!++;
    const from = this.#last;
    this.#last = at;
    if (from === null) return;
    if (this.#silence === null || at - from > this.#silence.to - this.#silence.from) {
      this.#silence = { from, to: at };
    }
  }

  metrics(): AnswerMetrics {
    return { window: this.#window, perWindow: [...this.#perWindow], longestSilence: this.#silence };
  }
}
