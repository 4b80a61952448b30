import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

export interface ExitStatus {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Command {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** How much of what the process prints is kept for error messages, in characters. */
const keptOutput = 4_000;

/**
 * A kernel's process, leader of a process group of its own: Ctrl-C in our terminal does not reach it, and
 * whatever it started goes when it goes.
 */
export class KernelProcess {
  readonly #child: ChildProcess;
  #output = "";
  /** Resolves when the process is gone; rejects if it could not be started. */
  readonly whenExited: Promise<ExitStatus>;

  constructor(command: Command) {
    const [file = "", ...args] = command.argv;
    this.#child = spawn(file, args, {
      cwd: command.cwd,
      env: command.env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    const keep = (text: string): void => {
      this.#output = (this.#output + text).slice(-keptOutput);
    };
    this.#child.stdout?.setEncoding("utf8").on("data", keep);
    this.#child.stderr?.setEncoding("utf8").on("data", keep);
    this.whenExited = this.#exited();
    this.whenExited.catch(() => undefined);
  }

  get isRunning(): boolean {
    const { pid, exitCode, signalCode } = this.#child;
    return pid !== undefined && exitCode === null && signalCode === null;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** The last lines the process printed. */
  get lastOutput(): string {
    return this.#output.trim().split("\n").slice(-20).join("\n");
  }

  /** Sends a signal to the process and all it started. */
  signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      if (process.platform === "win32") this.#child.kill(signal);
      else process.kill(-pid, signal);
    } catch (error) {
      // Gone already: that is what we wanted.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }

  /** Waits `graceMs` for the process to go by itself, then asks, then kills. Resolves when it is gone. */
  async stop(graceMs: number): Promise<void> {
    if (await this.#goneWithin(graceMs)) return;
    this.signal("SIGTERM");
    if (await this.#goneWithin(1_000)) return;
    this.signal("SIGKILL");
    await this.whenExited;
  }

  async #goneWithin(ms: number): Promise<boolean> {
    if (!this.isRunning) return true;
    const waiting = new AbortController();
    const timer = sleep(ms, undefined, { signal: waiting.signal }).catch(() => undefined);
    await Promise.race([this.whenExited, timer]);
    waiting.abort();
    return !this.isRunning;
  }

  async #exited(): Promise<ExitStatus> {
    living.add(this);
    try {
      const [code, signal] = (await once(this.#child, "exit")) as [number | null, NodeJS.Signals | null];
      return { code, signal };
    } finally {
      living.delete(this);
      this.signal("SIGKILL"); // what it may have left behind in its group
    }
  }
}

/** No kernel outlives us, however hastily we leave. */
const living = new Set<KernelProcess>();
process.on("exit", () => {
  for (const kernel of living) kernel.signal("SIGKILL");
});
