import type { Duration, Time, Vocabulary } from "../../../core/index.ts";
import type { TraceEvent } from "../../../sim/index.ts";
import type { TallySystem } from "../../log/tally.ts";

/** What clients who add 1 to a tally, one command each, can tell of it: nothing a protocol says of itself. */
export class Ledger<V extends Vocabulary> {
  readonly #system: TallySystem<V>;
  readonly #askedAt = new Map<number, Time>();
  readonly #results = new Map<number, number>();
  readonly #answers: Answered[] = [];

  constructor(system: TallySystem<V>) {
    this.#system = system;
  }

  readonly observe = (event: TraceEvent<V>): void => {
    const { lens, sessions } = this.#system;
    if (event.kind === "request") {
      const asked = lens.asked(event.request, event.node);
      if (asked !== null && !this.#askedAt.has(asked.session)) {
        this.#askedAt.set(asked.session, event.at);
      }
    } else if (event.kind === "decide") {
      const answer = sessions.answered(event.decision);
      if (answer === null || this.#results.has(answer.client)) return;
      this.#results.set(answer.client, answer.result);
      this.#answers.push({ at: event.at, took: event.at - this.#askedAt.get(answer.client)! });
    }
  };

  get asked(): number {
    return this.#askedAt.size;
  }

  /** In order of time, the first answer to each client. */
  get answers(): readonly Answered[] {
    return this.#answers;
  }

  /** By client, the sum that it was told. */
  get results(): ReadonlyMap<number, number> {
    return this.#results;
  }

  /** Answered commands whose 1 is gone again: somebody else was told the same sum. */
  get lost(): number {
    return this.#results.size - new Set(this.#results.values()).size;
  }

  /** By so much a client was told a sum that is more than what all of them had asked for. */
  get doubled(): number {
    return Math.max(0, this.executed - this.asked);
  }

  /** The highest sum that a client was told. */
  get executed(): number {
    return Math.max(0, ...this.#results.values());
  }
}

export interface Answered {
  readonly at: Time;
  /** From asking to the answer, however often the client had to ask. */
  readonly took: Duration;
}

/** The longest time without an answer that ends after `from`, and at `to` at the latest. */
export function longestSilence(answers: readonly Answered[], from: Time, to: Time): Duration {
  let [longest, last]: [Duration, Time] = [0, 0];
  for (const { at } of [...answers, { at: to }]) {
    const until = Math.min(at, to);
    if (until > from) longest = Math.max(longest, until - last);
    if (until === to) return longest;
    last = at;
  }
  return longest;
}
