/** How many signatures are remembered; the protocol's own client in Python remembers as many. */
const defaultCapacity = 2 ** 16;

/**
 * Remembers signatures, so that a recorded message is not obeyed when it is played again: no two messages of an
 * honest sender have the same, for each has an id of its own. The oldest are forgotten first.
 */
export class DigestHistory {
  readonly #capacity: number;
  readonly #digests = new Set<string>();

  constructor(capacity = defaultCapacity) {
    this.#capacity = capacity;
  }

  /** Is this the first time? */
  add(signature: Uint8Array): boolean {
    const digest = Buffer.from(signature).toString("latin1");
    if (this.#digests.has(digest)) return false;
    this.#digests.add(digest);
    if (this.#digests.size > this.#capacity) {
      const [oldest = ""] = this.#digests;
      this.#digests.delete(oldest);
    }
    return true;
  }
}
