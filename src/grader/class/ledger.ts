import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { open, readFile, type FileHandle } from "node:fs/promises";
import { createRequire } from "node:module";
import { literal, number, safeParse, strictTuple, string, union } from "valibot";
import type { Graded, Submission } from "../graders.ts";
import type { Isolation } from "../isolation.ts";
import { judgedSchema } from "./report-schema.ts";

const { version } = createRequire(import.meta.url)("../../../package.json") as { readonly version: string };

type Kept = Omit<Graded, "took">;

/**
 * What has been judged so far, a line each, so that a run that is killed goes on where it was. A line that was not
 * written to its end counts as not written.
 */
export class Ledger {
  readonly #known: ReadonlyMap<string, Kept>;
  /** The seed of the class for which it was last written; null for one that is new. */
  readonly seed: number | null;
  readonly #file: FileHandle | null;
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(lines: readonly Line[], file: FileHandle | null) {
    this.#known = new Map(lines.flatMap((line) => (line.kind === "judged" ? [[line.key, line.kept]] : [])));
    this.seed = lines.findLast((line) => line.kind === "seed")?.seed ?? null;
    this.#file = file;
  }

  /** @param path null: remembers nothing. */
  static async open(path: string | null): Promise<Ledger> {
    if (path === null) return new Ledger([], null);
    const text = existsSync(path) ? await readFile(path, "utf8") : "";
    const file = await open(path, "a");
    // A killed writer may have left half a line, which is none.
    if (text !== "" && !text.endsWith("\n")) await file.write("\n");
    return new Ledger(text.split("\n").flatMap(lineOf), file);
  }

  /** What is judged from now on is of this class. */
  async begin(seed: number): Promise<void> {
    if (this.#file !== null && this.seed !== seed)
      await this.#file.write(`${JSON.stringify([mark, seed])}\n`);
  }

  known(key: string): Kept | undefined {
    return this.#known.get(key);
  }

  /** Done when it is on disk. */
  async note(key: string, { verdict, isolation }: Graded): Promise<void> {
    const file = this.#file;
    if (file === null) return;
    this.#writing = append(file, `${JSON.stringify([key, { verdict, isolation }])}\n`, this.#writing);
    await this.#writing;
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#file?.close();
  }
}

/** One line after the other: two that are written at once may end up in each other. */
async function append(file: FileHandle, line: string, before: Promise<unknown>): Promise<void> {
  await before;
  await file.write(line);
  await file.datasync();
}

/** What the verdict depends on, and nothing else. */
export function keyOf({ exercise, text, seed }: Submission, isolation: Isolation): string {
  return createHash("sha256")
    .update(JSON.stringify([version, isolation.kind, exercise, seed, text]))
    .digest("hex");
}

type Line =
  | { readonly kind: "seed"; readonly seed: number }
  | { readonly kind: "judged"; readonly key: string; readonly kept: Kept };

const mark = "seed of the class";
const schema = union([strictTuple([literal(mark), number()]), strictTuple([string(), judgedSchema])]);

function lineOf(text: string): readonly Line[] {
  const { success, output } = safeParse(schema, parseJson(text));
  if (!success) return [];
  const [key, said] = output;
  return [
    typeof said === "number"
      ? { kind: "seed", seed: said }
      : { kind: "judged", key, kept: said as unknown as Kept },
  ];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
