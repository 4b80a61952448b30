import { stat } from "node:fs/promises";
import type { FastifyInstance } from "fastify";
import { NotebookFormatError, parseNotebook, type Notebook } from "../../../notebook/index.ts";
import { ProblemError } from "../problem.ts";
import type { Catalogue, LessonFile } from "./catalogue.ts";
import { lessonCells } from "./cells.ts";
import { maxLesson } from "./save-schema.ts";
import type { WorkingCopies } from "./working-copies.ts";

interface PathParams {
  readonly "*": string;
}

interface ContentsQuery {
  readonly content?: string;
}

interface Saved {
  readonly type?: string;
  readonly content?: unknown;
}

/**
 * The Jupyter Server API for files, over the lessons: other clients list and open them as the learner has them, and
 * what they save becomes the working copy. There is one folder, and nothing in it can be made, moved or deleted.
 */
export function addContentsRoutes(app: FastifyInstance, catalogue: Catalogue, copies: WorkingCopies): void {
  const lessonAt = async (path: string): Promise<LessonFile> =>
    catalogue.read(path.replace(/\.ipynb$/, "").replace(/^\/+/, ""));

  const modelOf = async (lesson: LessonFile, content: Notebook | null): Promise<object> => {
    const name = `${lesson.slug}.ipynb`;
    const files = [copies.fileOf(lesson.slug), catalogue.fileOf(lesson.slug)];
    const found = (await Promise.all(files.map(async (file) => stat(file).catch(() => null)))).find(Boolean);
    const format = content ? "json" : null;
    const times = timesOf(found?.birthtime, found?.mtime);
    return {
      name,
      path: name,
      type: "notebook",
      writable: true,
      mimetype: null,
      size: null,
      format,
      content,
      ...times,
    };
  };

  app.get<{ Querystring: ContentsQuery }>("/api/contents", async ({ query }) => {
    const lessons = query.content === "0" ? null : await catalogue.list();
    const content = lessons && (await Promise.all(lessons.map(async (lesson) => modelOf(lesson, null))));
    const { birthtime, mtime } = await stat(catalogue.folder);
    const format = content ? "json" : null;
    const times = timesOf(birthtime, mtime);
    return {
      name: "",
      path: "",
      type: "directory",
      writable: false,
      mimetype: null,
      size: null,
      format,
      content,
      ...times,
    };
  });

  app.get<{ Params: PathParams; Querystring: ContentsQuery }>(
    "/api/contents/*",
    async ({ params, query }) => {
      const { "*": path } = params;
      if (path.endsWith("/checkpoints")) return [];
      const lesson = await lessonAt(path);
      if (query.content === "0") return modelOf(lesson, null);
      return modelOf(lesson, (await copies.read(lesson))?.notebook ?? lesson.notebook);
    },
  );

  app.put<{ Params: PathParams; Body: Saved | null }>(
    "/api/contents/*",
    { bodyLimit: maxLesson },
    async ({ params, body }) => {
      const lesson = await lessonAt(params["*"]);
      if (body?.type !== "notebook") throw new ProblemError(400, "Only notebooks can be saved here.");
      const cells = lessonCells(notebookIn(body, params["*"]));
      // The client has compared times; a page that has the lesson open is told of this save as of another tab's.
      const revision = (await copies.read(lesson))?.revision ?? null;
      await copies.save(lesson, revision, cells);
      return modelOf(lesson, null);
    },
  );

  /** JupyterLab makes a checkpoint after each save. Here the lesson itself is what one can go back to. */
  app.post<{ Params: PathParams }>("/api/contents/*", async ({ params }, reply) => {
    if (!params["*"].endsWith("/checkpoints")) return refuse();
    return reply.code(201).send({ id: "lesson", last_modified: new Date().toISOString() });
  });
  app.route({ method: ["PATCH", "DELETE"], url: "/api/contents/*", handler: refuse });
  app.route({ method: ["POST", "PATCH", "DELETE"], url: "/api/contents", handler: refuse });
}

function refuse(): never {
  throw new ProblemError(
    403,
    "The lab keeps the lessons it has: make, move and delete notebooks in a folder of your own.",
  );
}

function notebookIn({ content }: Saved, path: string): Notebook {
  try {
    return parseNotebook(JSON.stringify(content ?? null), path);
  } catch (error) {
    if (error instanceof NotebookFormatError) throw new ProblemError(400, error.message);
    throw error;
  }
}

function timesOf(created = new Date(0), modified = new Date(0)): object {
  return { created: created.toISOString(), last_modified: modified.toISOString() };
}
