import type { Message } from "../messaging/index.ts";
import type { Publish } from "./executor.ts";

/**
 * Frames what a request causes by busy and idle. A client shows the status it heard last: while a cell runs, the
 * idle of a completion answered meanwhile must not be that one, so the cell's busy is said again.
 */
export class Status {
  readonly #publish: Publish;
  readonly #served = new Set<Message>();

  constructor(publish: Publish) {
    this.#publish = publish;
  }

  starting(): void {
    this.#publish("status", { execution_state: "starting" }, undefined);
  }

  begin(request: Message): void {
    this.#served.add(request);
    this.#publish("status", { execution_state: "busy" }, request);
  }

  end(request: Message): void {
    this.#served.delete(request);
    this.#publish("status", { execution_state: "idle" }, request);
    const stillServed = [...this.#served].at(-1);
    if (stillServed) this.#publish("status", { execution_state: "busy" }, stillServed);
  }
}
