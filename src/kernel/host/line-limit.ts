/** How many lines may come at once. */
const burst = 50;
/** How many may come after that, in the long run. */
const perSecond = 2;

export interface Verdict {
  readonly isAdmitted: boolean;
  /** How many were refused since the last that was admitted. */
  readonly leftOut: number;
}

/** Says which lines of a log to write: a token bucket. */
export class LineLimit {
  #tokens = burst;
  #lastAsked = 0;
  #leftOut = 0;

  /** @param now in milliseconds, never less than before. */
  ask(now: number): Verdict {
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#lastAsked) / 1_000) * perSecond);
    this.#lastAsked = now;
    if (this.#tokens < 1) {
      this.#leftOut += 1;
      return { isAdmitted: false, leftOut: this.#leftOut };
    }
    this.#tokens -= 1;
    const leftOut = this.#leftOut;
    this.#leftOut = 0;
    return { isAdmitted: true, leftOut };
  }
}
