import { randomUUID } from "node:crypto";
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Code, Measured, Measures, RunResult } from "../index.ts";
import { keyOf, type PlannedRun } from "../plan.ts";

/** The disk does not do what a cache asks of it. */
export class CacheError extends Error {
  override readonly name = "CacheError";
}

interface Line {
  readonly key: string;
  readonly measures: Measured<Measures>;
}

/**
 * What runs of the same code have measured before, by parameters and seed.
 *
 * A folder for each code, and in it a file for each process that computed something: processes that run at once, be
 * it on different machines that share a disk, never write into each other's lines.
 */
export class Cache {
  readonly #folder: string;
  readonly #known: ReadonlyMap<string, Line["measures"]>;
  #file: number | null = null;

  /**
   * Makes the folder, so that what cannot be kept is not computed first.
   *
   * @throws CacheError, as does {@link keep}.
   */
  constructor(folder: string, experiment: string, { sha256 }: Code) {
    this.#folder = join(folder, `${experiment}-${sha256.slice(0, 32)}`);
    this.#known = onDisk(() => {
      mkdirSync(this.#folder, { recursive: true });
      return new Map(linesIn(this.#folder).map(({ key, measures }) => [key, measures]));
    });
  }

  find(run: PlannedRun): RunResult | null {
    const measures = this.#known.get(keyOf(run));
    return measures === undefined ? null : { ...run, measures };
  }

  /** Keeps a result at once. A run that failed is not kept: what it lacked may be there the next time. */
  keep(result: RunResult): void {
    if ("error" in result) return;
    const line: Line = { key: keyOf(result), measures: result.measures };
    onDisk(() => {
      this.#file ??= openSync(join(this.#folder, `${randomUUID()}.jsonl`), "ax");
      writeSync(this.#file, `${JSON.stringify(line)}\n`);
    });
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }
}

function onDisk<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new CacheError(`The cache cannot be used: ${(error as Error).message}.`, { cause: error });
  }
}

function linesIn(folder: string): readonly Line[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".jsonl"))
    .flatMap((file) => readFileSync(join(folder, file), "utf8").split("\n"))
    .flatMap((text) => parsed(text) ?? []);
}

/** Null for a line that a process did not live to write to its end. */
function parsed(text: string): Line | null {
  try {
    const line = JSON.parse(text) as Partial<Line> | null;
    return typeof line?.key === "string" && typeof line.measures === "object" ? (line as Line) : null;
  } catch {
    return null;
  }
}
