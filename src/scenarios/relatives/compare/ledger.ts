import type { Duration, Time, Vocabulary } from "../../../core/index.ts";
import type { TraceEvent } from "../../../sim/index.ts";
import type { TallySystem } from "../../log/tally.ts";

/** What clients who add 1 to a tally, one command each, can tell of it: nothing a protocol says of itself. */
export class Ledger<V extends Vocabulary> {
  readonly #system: TallySystem<V>;
  readonly #askedAt = new Map<number, Time>();
  readonly #results = new Map<number, number>();
  readonly #latencies: Duration[] = [];

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
      this.#latencies.push(event.at - this.#askedAt.get(answer.client)!);
    }
  };

  get asked(): number {
    return this.#askedAt.size;
  }

  get answered(): number {
    return this.#results.size;
  }

  /** From asking to the answer, in the order of answers. */
  get latencies(): readonly Duration[] {
    return this.#latencies;
  }

  /** Answered commands whose 1 is gone again: somebody else was told the same sum. */
  get lost(): number {
    return this.#results.size - new Set(this.#results.values()).size;
  }

  /** By so much a client was told a sum that is more than what all of them had asked for. */
  get doubled(): number {
    return Math.max(0, Math.max(0, ...this.#results.values()) - this.asked);
  }
}
