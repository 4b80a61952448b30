import { signal } from "@preact/signals";

type TabMessage =
  | { readonly kind: "hello" | "here" | "bye"; readonly tab: string }
  | { readonly kind: "saved"; readonly tab: string; readonly revision: string };

/** Which other tabs of this browser have the same lesson open, and what they save. */
export class Tabs {
  readonly others = signal<ReadonlySet<string>>(new Set());
  readonly #me = String(crypto.getRandomValues(new Uint32Array(1))[0]);
  readonly #channel: BroadcastChannel;

  constructor(slug: string, otherSaved: (revision: string) => void) {
    this.#channel = new BroadcastChannel(`paxoslab:${slug}`);
    this.#channel.addEventListener("message", (event: MessageEvent<TabMessage>) => {
      const message = event.data;
      if (message.kind === "bye") return this.#forget(message.tab);
      this.others.value = new Set([...this.others.peek(), message.tab]);
      if (message.kind === "hello") this.#tell({ kind: "here", tab: this.#me });
      if (message.kind === "saved") otherSaved(message.revision);
    });
    addEventListener("pagehide", this.close);
    this.#tell({ kind: "hello", tab: this.#me });
  }

  saved(revision: string): void {
    this.#tell({ kind: "saved", tab: this.#me, revision });
  }

  readonly close = (): void => {
    removeEventListener("pagehide", this.close);
    this.#tell({ kind: "bye", tab: this.#me });
    this.#channel.close();
  };

  #forget(tab: string): void {
    this.others.value = new Set([...this.others.peek()].filter((other) => other !== tab));
  }

  #tell(message: TabMessage): void {
    this.#channel.postMessage(message);
  }
}
