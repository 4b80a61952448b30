import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  NotebookFileError,
  NotebookFormatError,
  readNotebook,
  serializeNotebook,
  type Notebook,
} from "../../../notebook/index.ts";
import { notFound, ProblemError } from "../problem.ts";
import { lessonCells, ourMetadata } from "./cells.ts";

/** A lesson as the course ships it. */
export interface LessonFile {
  readonly slug: string;
  readonly number: number;
  readonly title: string;
  /** A sentence or two on what the lesson is about: `paxoslab.summary` of its metadata, or its opening. */
  readonly summary: string | null;
  readonly minutes: number | null;
  readonly notebook: Notebook;
  /** Names this version of the lesson. */
  readonly digest: string;
}

const slugForm = /^(\d+)-[\w-]+$/;

/** The course's lessons in a folder: every `NN-slug.ipynb`, in order. */
export class Catalogue {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  async list(): Promise<readonly LessonFile[]> {
    const names = await readdir(this.folder).catch((cause: Error) => {
      throw new ProblemError(500, `The folder of lessons cannot be read: ${cause.message}`);
    });
    const slugs = names
      .filter((name) => name.endsWith(".ipynb"))
      .map((name) => name.slice(0, -".ipynb".length));
    const lessons = await Promise.all(
      slugs.filter((slug) => slugForm.test(slug)).map((slug) => this.read(slug)),
    );
    return lessons.sort((a, b) => a.number - b.number);
  }

  /** @throws ProblemError 404 for an unknown lesson, 500 for a broken one. */
  async read(slug: string): Promise<LessonFile> {
    const number = slugForm.exec(slug)?.[1];
    if (number === undefined) throw notFound(`The lesson "${slug}"`);
    const notebook = await readLesson(this.fileOf(slug), slug);
    return {
      slug,
      number: Number(number),
      notebook,
      digest: digestOf(notebook),
      ...describe(notebook, slug),
    };
  }

  fileOf(slug: string): string {
    return join(this.folder, `${slug}.ipynb`);
  }
}

/** Names the contents of a notebook: equal notebooks, and only they, have equal digests. */
export function digestOf(notebook: Notebook): string {
  return createHash("sha256").update(serializeNotebook(notebook)).digest("hex").slice(0, 16);
}

async function readLesson(path: string, slug: string): Promise<Notebook> {
  try {
    return await readNotebook(path);
  } catch (error) {
    if (error instanceof NotebookFormatError) throw new ProblemError(500, error.message);
    if (error instanceof NotebookFileError) throw notFound(`The lesson "${slug}"`);
    throw error;
  }
}

function describe(notebook: Notebook, slug: string): Pick<LessonFile, "title" | "summary" | "minutes"> {
  const prose = lessonCells(notebook)
    .filter((cell) => cell.kind === "markdown")
    .map((cell) => cell.source)
    .join("\n\n");
  const ours = ourMetadata(notebook.metadata);
  const heading = /^#\s+(.+)$/m.exec(prose)?.[1];
  return {
    title: (heading ?? slug).replace(/^(?:Lesson\s+)?\d+\s*[.:·–—-]\s*/i, "").trim(),
    summary: typeof ours["summary"] === "string" ? ours["summary"] : opening(prose),
    minutes: typeof ours["minutes"] === "number" ? ours["minutes"] : null,
  };
}

/** What the first plain paragraph says, in a sentence or two: enough to choose a lesson by. */
function opening(prose: string): string | null {
  const isPlain = (block: string): boolean => /^[\p{L}*_“"'(₹\d]/u.test(block) && !/^\d+\./.test(block);
  const paragraph = prose.split(/\n\s*\n/).find((block) => isPlain(block.trim()));
  const plain = paragraph?.replaceAll(/\s+/g, " ").replaceAll(/[*_`]|\[([^\]]*)\]\([^)]*\)/g, "$1");
  const [first, ...rest] = plain?.trim().split(/(?<=[.!?]) (?=\p{Lu})/u) ?? [];
  if (!first) return null;
  const isShortWith = (more: string): boolean => `${text} ${more}`.length <= 180 && !more.includes("$");
  let text = first;
  for (const sentence of rest) {
    if (!isShortWith(sentence)) break;
    text = `${text} ${sentence}`;
  }
  return text;
}
