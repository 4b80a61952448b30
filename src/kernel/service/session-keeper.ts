import type { CheckerSession } from "./checker-session.ts";
import { LanguageServerGoneError } from "./language-server.ts";

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
  /** Once there is one. */
  #running: CheckerSession | undefined;
  #failures = 0;
  #isStopped = false;

  constructor(start: () => Promise<CheckerSession>, log: (problem: unknown) => void) {
    this.#start = start;
    this.#log = log;
  }

  /** Begins at once if the compiler runs. @throws OutageError */
  async use<T>(task: (session: CheckerSession) => T | Promise<T>): Promise<T> {
    const session = this.#running ?? (await this.#started());
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      session.stop();
    }, patience);
    try {
      const result = await task(session);
      this.#failures = 0;
      return result;
    } catch (error) {
      if (isLate) throw new OutageError(`The type checker did not answer within ${patience / 1_000} s.`);
      if (!(error instanceof LanguageServerGoneError)) throw error;
      throw new OutageError(`The type checker has ended: ${error.message}.`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.#session?.then(
      (session) => session.stop(),
      () => undefined,
    );
  }

  async #started(): Promise<CheckerSession> {
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
      this.#running = session;
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
    this.#running = undefined;
    if (this.#isStopped) return;
    this.#failures += 1;
    this.#log(`The type checker has ended: ${reason}.`);
    // The next cell should not have to wait for it.
    if (this.#failures < attempts) this.#started().catch(this.#log);
  }
}
