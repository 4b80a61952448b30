import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { confined, nodeCommand, type NodeCommand } from "./command.ts";
import type { Workshop } from "./workshop.ts";

/** Why there is no child any more. */
export type Ending =
  | { readonly kind: "too slow" }
  | { readonly kind: "too much memory" }
  | { readonly kind: "exit"; readonly code: number }
  | { readonly kind: "signal"; readonly number: number }
  /** Somebody outside has ended it, as by Ctrl-C. */
  | { readonly kind: "interrupted" }
  /** It was no longer needed. */
  | { readonly kind: "dismissed" };

/** Megabytes that Node takes for itself, and the part of the heap above it from which on slowness is put down to memory. */
const atRest = 12;
const nearlyFull = 0.5;
/** What the kernel and the shell add to the number of a signal to make an exit code of it. */
const signalled = 128;
const { SIGABRT, SIGTRAP, SIGILL, SIGSEGV, SIGKILL } = constants.signals;
/** V8 ends a process like this when its heap is full or it is given no more; the kernel, when the machine's memory is. */
const fullMemory: readonly number[] = [SIGABRT, SIGTRAP, SIGILL, SIGSEGV, SIGKILL];

const interrupts: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"];

export type StartChild = NodeCommand & {
  /** `bare` to measure what the walls cost: nothing but Node's own. */
  readonly walls: "bubblewrap" | "bare";
};

/** One locked-up process. Questions go in and answers come out through two blocking pipes, in whatever thread. */
export class Child {
  /** File descriptors of our ends; they stay open until {@link dismiss}. */
  readonly questions: number;
  readonly answers: number;
  readonly ended: Promise<Ending>;
  readonly #process: ChildProcess;
  readonly #heap: number;
  #cause: Ending | null = null;
  #complaint = "";
  #isOpen = true;

  static async start(workshop: Workshop, start: StartChild): Promise<Child> {
    const questions = await workshop.pipe();
    const answers = await workshop.pipe();
    const filter = start.walls === "bare" ? null : workshop.openFilter();
    const node = nodeCommand(start);
    const [program, ...args] =
      start.walls === "bare"
        ? node
        : confined({ command: node, filter: filter === null ? null : 3, heap: start.heap });
    const process = spawn(program, args, {
      stdio: [questions.reading, answers.writing, "pipe", filter ?? "ignore"],
      env: { PATH: globalThis.process.env["PATH"] },
    });
    for (const descriptor of [questions.reading, answers.writing, filter]) {
      if (descriptor !== null) closeSync(descriptor);
    }
    return new Child(process, questions.writing, answers.reading, start.heap);
  }

  private constructor(process: ChildProcess, questions: number, answers: number, heap: number) {
    this.#process = process;
    this.questions = questions;
    this.answers = answers;
    this.#heap = heap;
    const ended = Promise.withResolvers<Ending>();
    this.ended = ended.promise;
    process.on("exit", (code, signal) => {
      ended.resolve(this.#cause ?? endingOf(code, signal));
    });
    process.on("error", (error) => {
      this.#complaint ||= error.message;
      ended.resolve(this.#cause ?? { kind: "exit", code: 127 });
    });
    process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      if (this.#complaint.length < 2_000) this.#complaint += text.slice(0, 2_000);
    });
  }

  /** The beginning of what it, or whoever starts it, wrote to standard error. */
  get complaint(): string {
    return this.#complaint;
  }

  /** Ends it for taking too long; or, if that is why, for filling its memory. */
  stop(): void {
    const isFull = this.#megabytes() > atRest + nearlyFull * this.#heap;
    this.#end({ kind: isFull ? "too much memory" : "too slow" });
  }

  /** Ends it if it has not ended. Nobody may be reading or writing any more. */
  async dismiss(): Promise<void> {
    this.#end({ kind: "dismissed" });
    await this.ended;
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.questions);
    closeSync(this.answers);
    this.#process.stderr?.destroy();
  }

  #end(cause: Ending): void {
    this.#cause ??= cause;
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    // While it starts, its inner half does not yet die with it, and would keep our pipe open: nobody is born any more, and
    // those who are there go first. Once it has started, the first process of its namespace takes along all the rest.
    this.#process.kill("SIGSTOP");
    for (const inner of this.#children()) killed(inner);
    this.#process.kill("SIGKILL");
  }

  #children(): readonly number[] {
    const { pid } = this.#process;
    try {
      const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
      return text
        .split(" ")
        .filter((part) => part !== "")
        .map(Number);
    } catch (error) {
      // It has ended meanwhile, or the kernel does not list them.
      if (
        (error as NodeJS.ErrnoException).code === "ENOENT" ||
        (error as NodeJS.ErrnoException).code === "ESRCH"
      )
        return [];
      throw error;
    }
  }

  #megabytes(): number {
    try {
      const status = readFileSync(`/proc/${this.#children()[0] ?? this.#process.pid}/status`, "utf8");
      return Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
    } catch {
      // It has ended meanwhile, or the kernel does not tell: then it was too slow, for all we know.
      return 0;
    }
  }
}

function killed(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function endingOf(code: number | null, signal: NodeJS.Signals | null): Ending {
  // From within, nobody reaches the process that watches over the first one.
  if (signal !== null && interrupts.includes(signal)) return { kind: "interrupted" };
  const number = signal === null ? Math.max(0, (code ?? 0) - signalled) : constants.signals[signal];
  if (number === 0) return { kind: "exit", code: code ?? 0 };
  if (fullMemory.includes(number)) return { kind: "too much memory" };
  return number === constants.signals.SIGXCPU ? { kind: "too slow" } : { kind: "signal", number };
}
