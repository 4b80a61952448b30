import { mkdir, open, readdir, readFile, rm, stat, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { HistoryEntry } from "./entry.ts";

/** What one line of a file says: the cell was begun, or has come to a result. */
export type HistoryRecord =
  | { readonly line: number; readonly input: string }
  | { readonly line: number; readonly output: string };

export interface SessionFile {
  readonly session: number;
  readonly handle: FileHandle;
}

export interface Limits {
  /** In bytes, all files together. */
  readonly size: number;
  readonly sessions: number;
}

const suffix = ".jsonl";

/**
 * A folder with a file of JSON lines for each session of a kernel, named by the session's number. Every file
 * has one writer, so that any number of kernels may run at once; the oldest files go when there is too much.
 */
export class SessionFiles {
  readonly #folder: string;
  readonly #limits: Limits;

  constructor(folder: string, limits: Limits) {
    this.#folder = folder;
    this.#limits = limits;
  }

  /** The numbers of all sessions that have a file, in ascending order. */
  async numbers(): Promise<readonly number[]> {
    const names = await readdir(this.#folder).catch(emptyIfMissing);
    return names
      .filter((name) => /^\d+\.jsonl$/.test(name))
      .map((name) => Number(name.slice(0, -suffix.length)))
      .sort((a, b) => a - b);
  }

  /** Takes the next number. The file must be new: that is how two kernels never take the same. */
  async claim(): Promise<SessionFile> {
    // What somebody typed is for nobody else to read.
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const numbers = await this.numbers();
    await this.#prune(numbers);
    for (let session = (numbers.at(-1) ?? 0) + 1; ; session += 1) {
      try {
        return { session, handle: await open(this.#path(session), "ax", 0o600) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
    }
  }

  /** The cells of a session; none if its file has gone meanwhile. */
  async read(session: number): Promise<readonly HistoryEntry[]> {
    const text = await readFile(this.#path(session), "utf8").catch(emptyIfMissing);
    const entries = new Map<number, HistoryEntry>();
    for (const record of recordsIn(String(text))) {
      const before = entries.get(record.line);
      if ("input" in record) entries.set(record.line, { session, ...record });
      else if (before) entries.set(record.line, { ...before, output: record.output });
    }
    return [...entries.values()];
  }

  async #prune(numbers: readonly number[]): Promise<void> {
    let size = 0;
    let count = 0;
    for (const session of numbers.toReversed()) {
      const path = this.#path(session);
      size += (await stat(path).catch(() => undefined))?.size ?? 0;
      count += 1;
      if (size > this.#limits.size || count > this.#limits.sessions) await rm(path, { force: true });
    }
  }

  #path(session: number): string {
    return join(this.#folder, `${session}${suffix}`);
  }
}

function emptyIfMissing(error: unknown): [] {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
  throw error;
}

/** Lines that hold no record are skipped: a kernel that was killed may have left half of one. */
function recordsIn(text: string): readonly HistoryRecord[] {
  return text.split("\n").flatMap((line) => {
    try {
      const record = JSON.parse(line) as Readonly<Record<string, unknown>>;
      const isRecord =
        Number.isInteger(record["line"]) &&
        (typeof record["input"] === "string" || typeof record["output"] === "string");
      return isRecord ? [record as unknown as HistoryRecord] : [];
    } catch {
      return [];
    }
  });
}
