import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { newMessage, type Channel, type ConnectionInfo, type Message } from "../messaging/index.ts";
import { Channels, type MessageListener } from "./channels.ts";
import { newConnection, removeConnectionFile, writeConnectionFile } from "./connection.ts";
import { KernelStartError, type ExitReason } from "./errors.ts";
import { KernelProcess, type ExitStatus } from "./process.ts";
import type { KernelSpec } from "./spec.ts";

export interface StartOptions {
  /** The folder the kernel runs in: imports of notebooks start here. */
  readonly cwd: string;
  /** Added to our own environment and the specification's. */
  readonly env?: Readonly<Record<string, string>>;
  /** How long the kernel may take until it answers, in milliseconds; 60 s if not given. */
  readonly startTimeout?: number;
}

/** One process of a kernel with its sockets, from start to end. A restart begins another. */
export class Life {
  readonly session: string;
  readonly process: KernelProcess;
  readonly channels: Channels;
  /** Resolves when the process has gone and its last messages have been heard. */
  readonly whenOver: Promise<ExitStatus>;
  /** Why we are ending it, if we are. */
  intent: "shut-down" | "restarted" | undefined;
  readonly #connectionFile: string;

  constructor(parts: {
    readonly session: string;
    readonly process: KernelProcess;
    readonly channels: Channels;
    readonly connectionFile: string;
  }) {
    this.session = parts.session;
    this.process = parts.process;
    this.channels = parts.channels;
    this.#connectionFile = parts.connectionFile;
    this.whenOver = this.#over();
    this.whenOver.catch(() => undefined);
  }

  reasonOf(status: ExitStatus): ExitReason {
    if (this.intent) return { kind: this.intent };
    return { kind: "died", ...status, lastOutput: this.process.lastOutput };
  }

  /** Asks the kernel to go, insists if it does not, and waits until it has gone. */
  async end(intent: "shut-down" | "restarted"): Promise<void> {
    if (this.process.isRunning) {
      this.intent ??= intent;
      const restart = intent === "restarted";
      this.channels.send("control", newMessage("shutdown_request", this.session, { restart }));
      await this.process.stop(politeMs);
    }
    await this.whenOver;
  }

  async #over(): Promise<ExitStatus> {
    try {
      const status = await this.process.whenExited;
      await sleep(lastWordsMs);
      return status;
    } finally {
      this.channels.close();
      await removeConnectionFile(this.#connectionFile);
    }
  }
}

/** How long a kernel may take to shut down before it is told to by signals, in milliseconds. */
const politeMs = 2_000;

/** How long after its exit a kernel's last messages may still be on the way, in milliseconds. */
const lastWordsMs = 50;

/**
 * Starts the process and waits until it answers on shell and is heard on iopub.
 *
 * @throws KernelStartError
 */
export async function begin(
  spec: KernelSpec,
  options: StartOptions,
  listener: MessageListener,
): Promise<Life> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await beginOnce(spec, options, listener);
    } catch (error) {
      // Between choosing a port and the kernel's binding it, another program took it.
      const isPortTaken =
        error instanceof KernelStartError && /address already in use/i.test(error.lastOutput);
      if (!isPortTaken || attempt === 3) throw error;
    }
  }
}

async function beginOnce(spec: KernelSpec, options: StartOptions, listener: MessageListener): Promise<Life> {
  const session = randomUUID();
  const connection = await newConnection();
  const connectionFile = await writeConnectionFile(connection, spec.name);
  const process = new KernelProcess(commandOf(spec, options, connectionFile));
  const ready = new Readiness(listener);
  const channels = open(connection, session, ready);
  const life = new Life({ session, process, channels, connectionFile });
  try {
    await untilReady(life, ready, options.startTimeout ?? 60_000);
  } catch (cause) {
    process.signal("SIGKILL");
    await life.whenOver.catch(() => undefined);
    throw new KernelStartError(spec.name, (cause as Error).message, process.lastOutput, { cause });
  }
  return life;
}

function open(connection: ConnectionInfo, session: string, ready: Readiness): Channels {
  return new Channels(connection, session, (channel, message) => ready.hear(channel, message));
}

/** Hears the kernel's first words on shell and iopub, and after that passes everything on. */
class Readiness {
  readonly #listener: MessageListener;
  readonly #heard = new Set<Channel>();
  readonly #ready = Promise.withResolvers<void>();

  constructor(listener: MessageListener) {
    this.#listener = listener;
  }

  get isReady(): boolean {
    return this.#heard.has("shell") && this.#heard.has("iopub");
  }

  /** Resolves when both have been heard. */
  get whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  get hasAnswered(): boolean {
    return this.#heard.has("shell");
  }

  hear(channel: Channel, message: Message): void {
    if (this.isReady) this.#listener(channel, message);
    this.#heard.add(channel);
    if (this.isReady) this.#ready.resolve();
  }
}

/**
 * Asks until an answer is heard on iopub too: what a kernel publishes before we are subscribed is lost. zeromq
 * keeps the first question until the kernel is there.
 */
async function untilReady(life: Life, ready: Readiness, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let exited: ExitStatus | undefined;
  const noteExit = async (): Promise<void> => {
    exited = await life.process.whenExited;
  };
  const exit = noteExit();
  exit.catch(() => undefined);
  for (let polls = 0; !ready.isReady; polls += 1) {
    if (exited) throw new Error(`it ended with ${exited.signal ?? `exit code ${exited.code}`}`);
    if (Date.now() > deadline) throw new Error(`it did not answer within ${timeoutMs / 1_000} s`);
    if (ready.hasAnswered || polls % patientPolls === 0) {
      life.channels.send("shell", newMessage("kernel_info_request", life.session, {}));
    }
    await Promise.race([sleep(pollMs), ready.whenReady, exit]);
  }
}

const pollMs = 10;
/** Polls between two questions to a kernel that has not answered any. */
const patientPolls = 20;

function commandOf(
  spec: KernelSpec,
  options: StartOptions,
  connectionFile: string,
): ConstructorParameters<typeof KernelProcess>[0] {
  const fill = (word: string): string =>
    word.replaceAll("{connection_file}", connectionFile).replaceAll("{resource_dir}", spec.resourceDir ?? "");
  return {
    argv: spec.argv.map(fill),
    cwd: options.cwd,
    // JPY_PARENT_PID lets a kernel notice that whoever started it has gone.
    env: { ...process.env, ...spec.env, ...options.env, JPY_PARENT_PID: String(process.pid) },
  };
}
