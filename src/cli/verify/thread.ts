import { once } from "node:events";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { progressInWords } from "../../verify/index.ts";
import { ProgressLine } from "../progress-line.ts";
import { LastCall } from "./last-call.ts";
import type { FromSearcher, Task, ToSearcher } from "./task.ts";

type End = Extract<FromSearcher, { kind: "result" | "failed" }>;

/** The search in a thread of its own: shows its progress, stops it at Ctrl-C, and ends it if it hangs. */
export class Searcher {
  wasInterrupted = false;
  readonly #lastCall = new LastCall();
  readonly #worker: Worker;
  readonly #line = new ProgressLine();
  readonly #end = Promise.withResolvers<End>();
  readonly #stepSeconds: number;
  /** The call of the protocol that was under way when last looked at, and since when. */
  #call = { nth: 0, since: Date.now() };

  /** @param stepSeconds a step that takes longer than this is taken never to return. */
  constructor(task: Omit<Task, "lastCall">, stepSeconds: number) {
    this.#stepSeconds = stepSeconds;
    const workerData: Task = { ...task, lastCall: this.#lastCall.buffer };
    this.#worker = new Worker(new URL(`./searcher${extname(import.meta.url)}`, import.meta.url), {
      workerData,
    });
    this.#worker.on("message", (message: FromSearcher) => this.#hear(message));
    this.#worker.on("error", (error) => this.#end.reject(error));
  }

  async result(): Promise<End> {
    const onSignal = (): void => this.#interrupt();
    process.on("SIGINT", onSignal);
    const watch = setInterval(() => this.#checkPulse(), 500);
    try {
      return await this.#end.promise;
    } finally {
      clearInterval(watch);
      process.off("SIGINT", onSignal);
      this.#line.clear();
      void this.#worker.terminate();
      await once(this.#worker, "exit");
    }
  }

  #hear(message: FromSearcher): void {
    if (message.kind === "progress") this.#line.show(() => inWords(message.progress));
    else this.#end.resolve(message);
  }

  /** Once asks for what has been found, twice does without. */
  #interrupt(): void {
    if (this.wasInterrupted) this.#end.reject(new Error("Interrupted twice."));
    this.wasInterrupted = true;
    const stop: ToSearcher = { kind: "stop" };
    this.#worker.postMessage(stop);
  }

  #checkPulse(): void {
    const call = this.#lastCall.read();
    if (call?.nth !== this.#call.nth) this.#call = { nth: call?.nth ?? 0, since: Date.now() };
    if (call === null || Date.now() - this.#call.since < this.#stepSeconds * 1000) return;
    const time = `${this.#stepSeconds} ${this.#stepSeconds === 1 ? "second" : "seconds"}`;
    const sentence = `The protocol's step has not returned for ${time} ${call.text}.`;
    this.#end.resolve({ kind: "failed", failure: { kind: "step", sentence } });
  }
}

function inWords(progress: Extract<FromSearcher, { kind: "progress" }>["progress"]): string {
  if ("storms" in progress) return `${progress.storms.toLocaleString("en")} storms`;
  return `${progressInWords(progress)} (Ctrl-C: stop and tell)`;
}
