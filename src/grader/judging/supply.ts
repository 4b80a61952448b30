import { Child, type StartChild } from "../linux/child.ts";
import type { Workshop } from "../linux/workshop.ts";

/** Children for one judging thread: one that is asked, and one that is starting meanwhile, so that nobody waits for it. */
export class Supply {
  readonly #start: () => Promise<Child>;
  #next: Promise<Child> | null = null;
  #current: Child | null = null;

  constructor(workshop: Workshop, start: StartChild) {
    this.#start = () => Child.start(workshop, start);
  }

  get current(): Child | null {
    return this.#current;
  }

  /** The next child, in place of the one that there is. */
  async fresh(): Promise<Child> {
    await this.dismiss();
    this.#current = await (this.#next ?? this.#start());
    this.#next = this.#start();
    // Whoever needs it will hear of it.
    this.#next.catch(() => undefined);
    return this.#current;
  }

  /** Ends the child that there is. The one that is starting stays. */
  async dismiss(): Promise<void> {
    const old = this.#current;
    this.#current = null;
    await old?.dismiss();
  }

  async close(): Promise<void> {
    await this.dismiss();
    const next = this.#next;
    this.#next = null;
    await (await next)?.dismiss();
  }
}
