import { fork, type ChildProcess } from "node:child_process";
import { extname } from "node:path";
import type { Order } from "./process.ts";
import type { Expected, Prepared } from "./read.ts";

/** Milliseconds; a text of the size that is allowed takes a few. */
const patience = 10_000;

/**
 * Reads submissions in a process apart: parsers are written for honest texts, and die of thirty thousand brackets.
 */
export class Preparer {
  readonly #most: number;
  #process: ChildProcess | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param most characters of text. */
  constructor(most: number) {
    this.#most = most;
  }

  prepare(text: string, expected: Expected): Promise<Prepared> {
    const { file } = expected;
    if (text.length > this.#most) {
      const sentence = `${file} has ${text.length} characters; at most ${this.#most} are read.`;
      return Promise.resolve({ kind: "fault", fault: { kind: "does not load", sentence } });
    }
    const prepared = this.#turn.then(() => this.#read({ text: withoutMark(text), expected }));
    this.#turn = prepared;
    return prepared;
  }

  close(): void {
    this.#process?.kill("SIGKILL");
    this.#process = null;
  }

  async #read(order: Order): Promise<Prepared> {
    const child = (this.#process ??= start());
    const { promise, resolve } = Promise.withResolvers<Prepared | null>();
    const onMessage = (prepared: unknown): void => resolve(prepared as Prepared);
    const onExit = (): void => resolve(null);
    child.on("message", onMessage).on("exit", onExit);
    const timer = setTimeout(onExit, patience);
    child.send(order);
    const prepared = await promise;
    clearTimeout(timer);
    child.off("message", onMessage).off("exit", onExit);
    if (prepared !== null) return prepared;
    child.kill("SIGKILL");
    this.#process = null;
    const sentence = `${order.expected.file} cannot be read: the compiler gives up on it. Is it nested very deeply?`;
    return { kind: "fault", fault: { kind: "does not load", sentence } };
  }
}

function start(): ChildProcess {
  const child = fork(new URL(`./process${extname(import.meta.url)}`, import.meta.url), {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    execArgv: ["--max-old-space-size=256"],
  });
  child.unref();
  child.channel?.unref();
  return child;
}

/** Some editors begin a file with a byte order mark. */
const withoutMark = (text: string): string => (text.startsWith("\uFEFF") ? text.slice(1) : text);
