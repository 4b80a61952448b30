import { setTimeout as sleep } from "node:timers/promises";
import {
  KernelDiedError,
  type ExecuteOptions,
  type ExecuteReply,
  type JsonObject,
  type Kernel,
  type Message,
} from "../../src/kernel/client/index.ts";
import type { Peer } from "../kernel/peers.ts";
import { within, type Station } from "../kernel/station.ts";

/** What became of a cell: what a person at the notebook would see of it. */
export interface Seen {
  /** `died`: the kernel did. `late`: no answer within a few seconds. */
  readonly status: "ok" | "error" | "refused" | "died" | "late";
  readonly stdout: string;
  readonly stderr: string;
  /** The result by MIME type. */
  readonly result: Readonly<Record<string, string>> | undefined;
  readonly error: KernelError | undefined;
}

interface KernelError {
  readonly ename?: string;
  readonly evalue?: string;
  readonly traceback?: readonly string[];
}

/** How long a cell may take, in milliseconds. */
const patience = 4_000;

/** Puts programs to one kernel, whatever becomes of it. */
export class Driver {
  readonly peer: Peer;
  readonly folder: string;
  readonly #kernel: Kernel;

  constructor({ peer, kernel, folder }: Station) {
    this.peer = peer;
    this.#kernel = kernel;
    this.folder = folder;
  }

  /** A cell as it runs at a person's pace: for a second after a failure tslab refuses whatever comes. */
  async run(code: string, options?: ExecuteOptions): Promise<Seen> {
    for (let tries = 1; ; tries += 1) {
      const seen = await this.#runOnce(code, options);
      if (seen.status !== "refused" || tries === 10) return seen;
      await sleep(250);
    }
  }

  async #runOnce(code: string, options?: ExecuteOptions): Promise<Seen> {
    const heard: Message[] = [];
    const stopListening = this.#kernel.onMessage((_, message) => heard.push(message));
    const status = await this.#statusOf(this.#reply(code, options));
    stopListening();
    return { status, ...outputsAmong(heard) };
  }

  /** Runs a cell that does not end by itself and presses the stop button. */
  async stop(code: string): Promise<Seen["status"]> {
    const reply = this.#reply(code);
    await sleep(500);
    await within(patience, this.#kernel.interrupt()).catch(() => undefined);
    return this.#statusOf(reply);
  }

  /** The content of the answer; undefined if there is none. */
  async ask(
    channel: "shell" | "control",
    type: string,
    content?: JsonObject,
  ): Promise<JsonObject | undefined> {
    const answer = await within(patience, this.#kernel.request(channel, type, content));
    return answer === "late" ? undefined : answer.content;
  }

  /** Text printed while `ms` pass in which no cell runs. */
  async listen(ms: number): Promise<string> {
    const heard: Message[] = [];
    const stopListening = this.#kernel.onMessage((_, message) => heard.push(message));
    await sleep(ms);
    stopListening();
    const { stdout, stderr } = outputsAmong(heard);
    return stdout + stderr;
  }

  async restart(): Promise<void> {
    await this.#kernel.restart();
  }

  async #reply(code: string, options?: ExecuteOptions): Promise<ExecuteReply> {
    return this.#kernel.execute(code, options).reply;
  }

  async #statusOf(reply: Promise<ExecuteReply>): Promise<Seen["status"]> {
    try {
      const ended = await within(patience, reply);
      if (ended === "late") return "late";
      return ended.status.startsWith("abort") ? "refused" : (ended.status as "ok" | "error");
    } catch (error) {
      if (error instanceof KernelDiedError) return "died";
      throw error;
    }
  }
}

function outputsAmong(heard: readonly Message[]): Omit<Seen, "status"> {
  const ofType = (type: string): readonly JsonObject[] =>
    heard.filter(({ header }) => header.msg_type === type).map(({ content }) => content);
  const stream = (name: string): string =>
    ofType("stream")
      .filter((content) => content["name"] === name)
      .map((content) => content["text"])
      .join("");
  return {
    stdout: stream("stdout"),
    stderr: stream("stderr"),
    result: ofType("execute_result")[0]?.["data"] as Seen["result"],
    error: ofType("error")[0],
  };
}
