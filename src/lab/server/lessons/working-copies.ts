import { existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { NotebookFormatError, readNotebook, writeNotebook, type Notebook } from "../../../notebook/index.ts";
import type { LessonCell } from "../api.ts";
import { ProblemError } from "../problem.ts";
import { digestOf } from "./catalogue.ts";
import type { LessonFile } from "./catalogue.ts";
import { ourMetadata, withCells } from "./cells.ts";

export interface WorkingCopy {
  readonly notebook: Notebook;
  readonly revision: string;
  /** The lesson differs from the one this copy was begun from. */
  readonly lessonChanged: boolean;
}

/** Somebody else saved since; `current` is what they saved. */
export class ConflictError extends Error {
  readonly current: WorkingCopy | null;

  constructor(current: WorkingCopy | null) {
    super("This lesson was saved from another tab since you opened it.");
    this.name = "ConflictError";
    this.current = current;
  }
}

/** The learner's own copies of the lessons, in a folder of theirs. The lessons themselves are never written. */
export class WorkingCopies {
  readonly folder: string;
  /** One write at a time a lesson: reading the revision and writing must not interleave. */
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Null while the learner has changed nothing. */
  async read(lesson: LessonFile): Promise<WorkingCopy | null> {
    const path = this.fileOf(lesson.slug);
    if (!existsSync(path)) return null;
    const notebook = await readCopy(path);
    const base = ourMetadata(notebook.metadata)["lesson"];
    return {
      notebook,
      revision: digestOf(notebook),
      lessonChanged: base !== undefined && base !== lesson.digest,
    };
  }

  /**
   * Writes the cells if the copy still has the revision they grew from. Cells equal to what is there are no
   * conflict, whoever wrote them.
   *
   * @throws ConflictError
   */
  async save(lesson: LessonFile, base: string | null, cells: readonly LessonCell[]): Promise<string> {
    return this.#inTurn(lesson.slug, async () => {
      const current = await this.read(lesson);
      const notebook = withCells(current?.notebook ?? begun(lesson), cells);
      const revision = digestOf(notebook);
      if (current?.revision === revision) return revision;
      if ((current?.revision ?? null) !== base) throw new ConflictError(current);
      await mkdir(this.folder, { recursive: true });
      await writeNotebook(this.fileOf(lesson.slug), notebook);
      return revision;
    });
  }

  /** Puts the copy aside, so that the lesson starts afresh. Returns where it was put, null if there was none. */
  async reset(slug: string): Promise<string | null> {
    return this.#inTurn(slug, async () => {
      const backups = join(this.folder, "backups");
      const stamp = new Date().toISOString().replaceAll(/[:.]/g, "-");
      const backup = join(backups, `${slug}-${stamp}.ipynb`);
      await mkdir(backups, { recursive: true });
      const moved = await rename(this.fileOf(slug), backup).catch(nullIfMissing);
      return moved === null ? null : backup;
    });
  }

  /** Where the copy of a lesson is, or would be. */
  fileOf(slug: string): string {
    return join(this.folder, `${slug}.ipynb`);
  }

  async #inTurn<T>(slug: string, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(slug) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.#turns.set(slug, turn);
    return turn;
  }
}

/** Somebody may have edited the file by hand: then the page says what is wrong with it. */
async function readCopy(path: string): Promise<Notebook> {
  try {
    return await readNotebook(path);
  } catch (error) {
    if (error instanceof NotebookFormatError) throw new ProblemError(500, error.message);
    throw error;
  }
}

/** The lesson as a copy to work on, remembering which version of the lesson it is. */
function begun(lesson: LessonFile): Notebook {
  const { notebook } = lesson;
  const ours = { ...ourMetadata(notebook.metadata), lesson: lesson.digest };
  return { ...notebook, metadata: { ...notebook.metadata, paxoslab: ours } };
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
