import { setTimeout as sleep } from "node:timers/promises";
import type { Envelope, JsonObject } from "../messaging/index.ts";
import type { Executor } from "./executor.ts";
import { log } from "./log.ts";
import type { Responder } from "./responder.ts";

/** No cell came for so long, in milliseconds: what was sent together with the one that failed has arrived. */
const quiet = 5;

export interface CellQueueOptions {
  readonly executor: Executor;
  readonly responder: Responder;
  /** The number of the shell. */
  readonly shell: number;
}

/** Runs the execute_requests of a shell one after the other. */
export class CellQueue {
  readonly shell: number;
  readonly #executor: Executor;
  readonly #responder: Responder;
  #waiting: Envelope[] = [];
  #work: Promise<void> | undefined;
  #isClosed = false;

  constructor({ executor, responder, shell }: CellQueueOptions) {
    this.#executor = executor;
    this.#responder = responder;
    this.shell = shell;
  }

  add(request: Envelope): void {
    if (this.#isClosed) {
      void this.#abort([request]);
      return;
    }
    this.#waiting.push(request);
    this.#work ??= this.#workOff();
  }

  /** Stops the cell that runs and aborts those that wait; resolves when all of them are answered. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const doomed = this.#waiting.splice(0);
    this.#executor.interrupt(this.shell);
    await this.#work;
    await this.#abort(doomed);
  }

  async #workOff(): Promise<void> {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      try {
        await this.#run(next);
      } catch (error) {
        log(error);
      }
    }
    this.#work = undefined;
  }

  /** Cells sent together with one that fails must not run on its ruins: they are answered "aborted". */
  async #run(request: Envelope): Promise<void> {
    let doomed: readonly Envelope[] = [];
    await this.#responder.respond("shell", request, async () => {
      const reply = await this.#executor.execute(request, this.shell);
      if (stopsOthers(request, reply)) {
        await this.#untilQuiet();
        doomed = this.#waiting.splice(0);
      }
      return reply;
    });
    await this.#abort(doomed);
  }

  async #abort(requests: readonly Envelope[]): Promise<void> {
    const content = { status: "aborted", execution_count: this.#executor.executionCount };
    for (const request of requests) await this.#responder.respond("shell", request, () => content);
  }

  async #untilQuiet(): Promise<void> {
    for (let before = -1; before !== this.#waiting.length;) {
      before = this.#waiting.length;
      await sleep(quiet);
    }
  }
}

function stopsOthers({ message }: Envelope, reply: JsonObject): boolean {
  return reply["status"] === "error" && message.content["stop_on_error"] !== false;
}
