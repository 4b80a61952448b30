import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { extname } from "node:path";
import type { Duplex } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { FromGuard, ToGuard } from "../guard/protocol.ts";
import { encodeFrame, FrameReader, pipes } from "../ipc/index.ts";
import type { FromWorker, ToWorker } from "../worker/protocol.ts";
import { NativeOutput, type HearNative } from "./native-output.ts";
import type { End } from "./process-end.ts";

export interface CellProcessOptions {
  /** The folder that imports of cells are relative to. */
  readonly folder: string;
  /** How much memory cells may take, in megabytes. */
  readonly memoryLimitMb: number;
}

export interface CellProcessListener {
  readonly hear: (message: FromWorker) => void;
  readonly hearGuard: (message: FromGuard) => void;
  readonly hearNative: HearNative;
  /** The process has gone, and all it said has been heard. */
  readonly over: (end: End) => void;
}

/** One life of the process that cells run in: a thread for the cells, and the guard beside it. */
export class CellProcess {
  readonly #child: ChildProcess;
  readonly #pipes: readonly Duplex[];
  readonly #native: NativeOutput;
  readonly #over: Promise<void>;

  constructor({ folder, memoryLimitMb }: CellProcessOptions, listener: CellProcessListener) {
    this.#child = spawn(process.execPath, [...flags(memoryLimitMb), entry], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe", "pipe", "pipe", "pipe"],
      // A group of its own: Ctrl-C in a terminal is for the kernel to judge, and what cells start is found.
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    this.#pipes = this.#child.stdio as unknown as readonly Duplex[];
    // Broken pipes tell of a death that the exit will tell better.
    for (const pipe of this.#pipes.slice(pipes.toCells)) pipe.on("error", () => undefined);
    this.#native = new NativeOutput(this.#child, listener.hearNative);
    this.#pipe("fromCells").on("data", new FrameReader<FromWorker>(listener.hear).push);
    this.#pipe("guard").on("data", new FrameReader<FromGuard>(listener.hearGuard).push);
    this.tellGuard({ kind: "limit-memory", megabytes: memoryLimitMb });
    this.#over = this.#whenOver().then(listener.over);
  }

  tell(message: ToWorker): void {
    this.#pipe("toCells").write(encodeFrame(message));
  }

  tellGuard(message: ToGuard): void {
    this.#pipe("guard").write(encodeFrame(message));
  }

  /** Ends the process, and all that cells have started; resolves when it is gone. */
  async kill(): Promise<void> {
    this.#killGroup();
    await this.#over;
  }

  #killGroup(): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
    } catch (error) {
      // Gone already: that is what we wanted.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }

  async #whenOver(): Promise<End> {
    const fromCells = this.#pipe("fromCells");
    const [exit] = await Promise.all([once(this.#child, "exit"), once(fromCells, "close")]);
    this.#killGroup();
    await whenHeard();
    const [code, signal] = exit as [End["code"], End["signal"]];
    return { code, signal, lastWords: this.#native.crashReport };
  }

  #pipe(name: keyof typeof pipes): Duplex {
    const pipe = this.#pipes[pipes[name]];
    if (!pipe) throw new Error(`The process of the cells has no pipe "${name}".`);
    return pipe;
  }
}

/** Resolves when all has been heard that a process wrote before now, through whatever pipe. */
export async function whenHeard(): Promise<void> {
  // The first turn of the event loop may have looked at the pipes already; the second looks at all.
  await nextTurn();
  await nextTurn();
}

const entry = fileURLToPath(new URL(`../worker/entry${extname(import.meta.url)}`, import.meta.url));

function flags(memoryLimitMb: number): readonly string[] {
  return [
    // V8 drops the check for termination from some optimized loops around `new Array(1000)`: those could be
    // stopped neither by us nor at the heap limit. Without loop unrolling the check stays.
    "--no-turboshaft-loop-unrolling",
    // What a terminated timer leaves on Node's stack of async hooks would otherwise abort the process.
    "--no-force-async-hooks-checks",
    // V8 aborts at its own limit: the guard must have the time to act before.
    `--max-old-space-size=${Math.round(memoryLimitMb * 1.5) + 512}`,
  ];
}
