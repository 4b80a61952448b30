import { setTimeout as sleep } from "node:timers/promises";
import type { CheckerSession } from "./checker-session.ts";

/** There is no compiler at the moment; the message is a sentence for the user. */
export class OutageError extends Error {
  override readonly name = "OutageError";
}

/** How long the compiler may think about one thing, in milliseconds: only a broken one takes so long. */
const patience = 20_000;
/** So many times in a row it may fail before it is no longer started. */
const attempts = 3;

/** Starts the compiler when it is needed first, and again when it has ended. */
export class SessionKeeper {
  readonly #start: () => Promise<CheckerSession>;
  readonly #log: (problem: unknown) => void;
  #session: Promise<CheckerSession> | undefined;
  #failures = 0;
  #isStopped = false;

  constructor(start: () => Promise<CheckerSession>, log: (problem: unknown) => void) {
    this.#start = start;
    this.#log = log;
  }

  /** @throws OutageError */
  async use<T>(task: (session: CheckerSession) => T | Promise<T>): Promise<T> {
    const session = await this.#running();
    const timer = new AbortController();
    const timeout = sleep(patience, undefined, { signal: timer.signal }).then(() => {
      session.stop();
      throw new OutageError(`The type checker did not answer within ${patience / 1_000} s.`);
    });
    timeout.catch(() => undefined);
    const gone = session.whenGone.then((reason) => {
      throw new OutageError(`The type checker has ended: ${reason}.`);
    });
    gone.catch(() => undefined);
    try {
      const result = await Promise.race([task(session), timeout, gone]);
      this.#failures = 0;
      return result;
    } finally {
      timer.abort();
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.#session?.then(
      (session) => session.stop(),
      () => undefined,
    );
  }

  async #running(): Promise<CheckerSession> {
    if (this.#isStopped || this.#failures >= attempts) {
      throw new OutageError("There is no type checker; cells run unchecked.");
    }
    this.#session ??= this.#begin();
    try {
      return await this.#session;
    } catch (cause) {
      throw new OutageError(`The type checker cannot be started: ${(cause as Error).message}`, { cause });
    }
  }

  async #begin(): Promise<CheckerSession> {
    try {
      const session = await this.#start();
      void session.whenGone.then((reason) => this.#over(reason));
      return session;
    } catch (error) {
      this.#session = undefined;
      this.#failures += 1;
      throw error;
    }
  }

  #over(reason: string): void {
    this.#session = undefined;
    if (this.#isStopped) return;
    this.#failures += 1;
    this.#log(`The type checker has ended: ${reason}.`);
    // The next cell should not have to wait for it.
    if (this.#failures < attempts) this.#running().catch(this.#log);
  }
}
