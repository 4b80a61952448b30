import { execFile } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { seccompFilter } from "./seccomp.ts";

const run = promisify(execFile);

/** Pipes that are made in one go: a process each time would cost more than all the rest. */
const batch = 32;

/** One direction. Both ends block, which Node's own pipes between processes do not. */
export interface Pipe {
  readonly reading: number;
  readonly writing: number;
}

/**
 * A folder of ours with what sandboxes are started with. Pipes have names only until they are opened, so nothing of it
 * can be found by anybody else.
 */
export class Workshop {
  readonly #folder = mkdtempSync(join(tmpdir(), "paxoslab-grader-"));
  readonly #filter: string | null;
  #names: string[] = [];
  #made = 0;
  readonly #cleanUp = (): void => rmSync(this.#folder, { recursive: true, force: true });

  constructor() {
    const filter = seccompFilter(process.arch);
    this.#filter = filter === null ? null : join(this.#folder, "seccomp");
    if (filter !== null) writeFileSync(this.#filter!, filter);
    process.on("exit", this.#cleanUp);
  }

  async pipe(): Promise<Pipe> {
    while (this.#names.length === 0) await this.#makePipes();
    const name = this.#names.pop()!;
    // Opening one end waits for the other, except like this.
    const first = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
    const writing = openSync(name, constants.O_WRONLY);
    const reading = openSync(name, constants.O_RDONLY);
    closeSync(first);
    unlinkSync(name);
    return { reading, writing };
  }

  /** A file to be read once, and closed by whoever asked for it; null where there is no filter for the processor. */
  openFilter(): number | null {
    return this.#filter === null ? null : openSync(this.#filter, constants.O_RDONLY);
  }

  close(): void {
    this.#cleanUp();
    process.off("exit", this.#cleanUp);
  }

  async #makePipes(): Promise<void> {
    const names = Array.from({ length: batch }, () => join(this.#folder, `pipe-${this.#made++}`));
    await run("mkfifo", ["-m", "600", ...names]);
    this.#names.push(...names);
  }
}
