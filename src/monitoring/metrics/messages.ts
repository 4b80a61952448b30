export interface MessageMetrics {
  /** By kind. */
  readonly kinds: Readonly<Record<string, MessageCounts>>;
  /** Messages that their senders sent again because nobody had answered. */
  readonly repeated: number;
  /** Ballots for which some node went through phase 1, or tried to. */
  readonly campaigns: number;
}

export interface MessageCounts {
  readonly sent: number;
  /** One that the network doubles is delivered twice. */
  readonly delivered: number;
  readonly dropped: number;
}

/** What an event does to a message. */
type Fate = keyof MessageCounts;

/** Counts messages by what they are and what becomes of them. */
export class Messages {
  readonly #kinds = new Map<string, Record<Fate, number>>();
  repeated = 0;
  campaigns = 0;

  count(kind: string, fate: Fate): void {
    let counts = this.#kinds.get(kind);
    if (counts === undefined) {
      counts = { sent: 0, delivered: 0, dropped: 0 };
      this.#kinds.set(kind, counts);
    }
    counts[fate]++;
  }

  metrics(): MessageMetrics {
    const kinds = Object.fromEntries([...this.#kinds].map(([kind, counts]) => [kind, { ...counts }]));
    return { kinds, repeated: this.repeated, campaigns: this.campaigns };
  }
}
