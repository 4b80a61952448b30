import { once } from "node:events";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { Verdict } from "../../judge/index.ts";
import type { Isolation } from "../isolation.ts";
import type { Limits } from "../limits.ts";
import type { Child } from "../linux/child.ts";
import { Mailbox } from "./mailbox.ts";
import type { Beginning, Order, Report } from "./orders.ts";
import type { Supply } from "./supply.ts";

/** Milliseconds from one look at the clock to the next. */
const glance = 20;
/** Milliseconds that a sandbox may take to start, on a machine that is busy with other things. */
const starting = 20_000;
/** Megabytes for the judge: the largest state spaces of the exercises take a tenth of it. */
const memory = 2_048;

export interface ThreadSettings {
  readonly isolation: Isolation;
  readonly limits: Limits;
  /** Null if nothing needs a process. */
  readonly supply: Supply | null;
}

/** How it went: a verdict; none in time or in the memory that there is; or no verdict, for which the submission is not to blame. */
export type Judging =
  | { readonly kind: "verdict"; readonly verdict: Verdict }
  | { readonly kind: "overrun" }
  | { readonly kind: "no verdict"; readonly error: string };

/** A judging thread as the main thread sees it: gets children for it, and watches the clock while it blocks. */
export class JudgingThread {
  readonly #settings: ThreadSettings;
  readonly #mailbox = new Mailbox();
  readonly #worker: Worker;
  readonly #ready = Promise.withResolvers<void>();
  #judging = Promise.withResolvers<Judging>();
  #isAlive = true;

  constructor(settings: ThreadSettings) {
    this.#settings = settings;
    const { isolation, limits } = settings;
    this.#worker = new Worker(new URL(`./worker${extname(import.meta.url)}`, import.meta.url), {
      workerData: { isolation, limits, mailbox: this.#mailbox.memory } satisfies Beginning,
      resourceLimits: { maxOldGenerationSizeMb: memory },
    });
    this.#worker.on("message", (report: Report) => this.#hear(report));
    this.#worker.on("error", (error: NodeJS.ErrnoException) => {
      this.#judging.resolve(
        error.code === "ERR_WORKER_OUT_OF_MEMORY"
          ? { kind: "overrun" }
          : { kind: "no verdict", error: error.stack ?? error.message },
      );
    });
    this.#worker.on("exit", () => {
      this.#isAlive = false;
      this.#ready.resolve();
      this.#judging.resolve({ kind: "no verdict", error: "The judging thread has ended." });
    });
  }

  /** Whether it can judge another one. */
  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** One at a time. Afterwards the submission's process is gone. */
  async judge(order: Order): Promise<Judging> {
    const { limits, supply } = this.#settings;
    this.#judging = Promise.withResolvers();
    // Its own start is not on the submission's time.
    await this.#ready.promise;
    const whole = setTimeout(() => this.#judging.resolve({ kind: "overrun" }), limits.whole);
    const watch = supply === null ? undefined : setInterval(newWatch(this.#mailbox, supply, limits), glance);
    this.#worker.postMessage(order);
    const judging = await this.#judging.promise;
    clearTimeout(whole);
    clearInterval(watch);
    if (judging.kind === "overrun") await this.end();
    else await supply?.dismiss();
    return judging;
  }

  async end(): Promise<void> {
    if (!this.#isAlive) return;
    const exit = once(this.#worker, "exit");
    // It may be reading what a child will never say: the child goes first, its pipes when nobody reads any more.
    this.#settings.supply?.current?.stop();
    void this.#worker.terminate();
    await exit;
    await this.#settings.supply?.dismiss();
  }

  #hear(report: Report): void {
    switch (report.kind) {
      case "ready":
        this.#ready.resolve();
        return;
      case "child wanted":
        void this.#giveChild();
        return;
      case "verdict":
      case "no verdict":
        this.#judging.resolve(report);
        return;
    }
  }

  async #giveChild(): Promise<void> {
    const { supply } = this.#settings;
    try {
      const child = await supply!.fresh();
      void this.#tellEndOf(child);
      this.#mailbox.give(child);
    } catch (error) {
      this.#judging.resolve({ kind: "no verdict", error: `The sandbox does not start: ${String(error)}` });
      this.#mailbox.give(null);
    }
  }

  async #tellEndOf(child: Child): Promise<void> {
    const ending = await child.ended;
    if (this.#settings.supply?.current === child) this.#mailbox.tell(ending);
  }
}

/** Looks whether one and the same thing has been waited for since long ago. */
function newWatch(mailbox: Mailbox, supply: Supply, limits: Limits): () => void {
  let seen = -1;
  let since = 0;
  return () => {
    const { waiting } = mailbox;
    if (waiting === null) return;
    if (waiting.count !== seen) {
      seen = waiting.count;
      since = performance.now();
    }
    const limit = waiting.what === "start" ? starting : limits.call;
    if (performance.now() - since > limit) supply.current?.stop();
  };
}
