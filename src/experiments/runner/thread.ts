import { once } from "node:events";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { Outcome } from "../measure-run.ts";
import type { PlannedRun } from "../plan.ts";

/** One of the threads that share the work. */
export class Thread {
  isAlive = true;
  readonly #worker: Worker;
  #outcome = Promise.withResolvers<Outcome>();
  #death = "it ended itself";

  constructor(file: string) {
    this.#worker = new Worker(new URL(`./worker${extname(import.meta.url)}`, import.meta.url), {
      workerData: { file },
      // What an experiment prints must not get among the results.
      stdout: true,
    });
    this.#worker.stdout.pipe(process.stderr, { end: false });
    this.#worker.on("message", (outcome: Outcome) => this.#outcome.resolve(outcome));
    this.#worker.on("error", (error) => (this.#death = error.message));
    this.#worker.on("exit", () => {
      this.isAlive = false;
      this.#outcome.resolve({ error: `The thread died of the run: ${this.#death}.` });
    });
  }

  async measure(run: PlannedRun): Promise<Outcome> {
    this.#outcome = Promise.withResolvers<Outcome>();
    this.#worker.postMessage(run);
    return this.#outcome.promise;
  }

  async end(): Promise<void> {
    if (!this.isAlive) return;
    const exit = once(this.#worker, "exit");
    void this.#worker.terminate();
    await exit;
  }
}
