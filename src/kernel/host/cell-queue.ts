import { setTimeout as sleep } from "node:timers/promises";
import type { Envelope, JsonObject } from "../wire/index.ts";
import type { Executor } from "./executor.ts";
import { log } from "./log.ts";
import type { Responder } from "./responder.ts";

/** No cell came for so long, in milliseconds: what was sent together with the one that failed has arrived. */
const quiet = 5;

/** Runs the execute_requests of a shell one after the other. */
export class CellQueue {
  readonly #executor: Executor;
  readonly #responder: Responder;
  #waiting: Envelope[] = [];
  #isWorking = false;

  constructor(executor: Executor, responder: Responder) {
    this.#executor = executor;
    this.#responder = responder;
  }

  add(request: Envelope): void {
    this.#waiting.push(request);
    if (!this.#isWorking) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      try {
        await this.#run(next);
      } catch (error) {
        log(error);
      }
    }
    this.#isWorking = false;
  }

  /** Cells sent together with one that fails must not run on its ruins: they are answered "aborted". */
  async #run(request: Envelope): Promise<void> {
    let doomed: readonly Envelope[] = [];
    await this.#responder.respond("shell", request, async () => {
      const reply = await this.#executor.execute(request);
      if (stopsOthers(request, reply)) {
        await this.#untilQuiet();
        doomed = this.#waiting.splice(0);
      }
      return reply;
    });
    for (const { identities, message } of doomed) {
      const content = { status: "aborted", execution_count: this.#executor.executionCount };
      await this.#responder.respond("shell", { identities, message }, () => content);
    }
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
