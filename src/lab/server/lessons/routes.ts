import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { Notebook } from "../../../notebook/index.ts";
import type {
  Course,
  ExerciseSummary,
  Lesson,
  LessonSummary,
  Progress,
  ResetReply,
  SaveReply,
  SaveRequest,
} from "../api.ts";
import { catalogue as allExercises } from "../../../judge/catalogue.ts";
import { readProgress, untouched, type Progress as Solved } from "../../../study/progress.ts";
import type { KernelRegistry } from "../kernels/registry.ts";
import type { Sessions } from "../kernels/sessions.ts";
import { notFound } from "../problem.ts";
import type { Catalogue, LessonFile } from "./catalogue.ts";
import { isFinished, lessonCells } from "./cells.ts";
import { maxLesson, saveSchema } from "./save-schema.ts";
import { ConflictError } from "./working-copies.ts";
import type { WorkingCopies, WorkingCopy } from "./working-copies.ts";

export interface CourseParts {
  readonly catalogue: Catalogue;
  readonly copies: WorkingCopies;
  readonly registry: KernelRegistry;
  readonly sessions: Sessions;
}

interface SlugParams {
  readonly slug: string;
}

/** The course: its lessons, the learner's copies of them, and what their kernels published. */
export function addCourseRoutes(app: FastifyInstance, parts: CourseParts): void {
  const { catalogue, copies, registry, sessions } = parts;

  app.get("/lab/api/course", async (): Promise<Course> => {
    const lessons = await catalogue.list();
    const solved = await readProgress(join(copies.folder, "progress.json"));
    return {
      lessons: await Promise.all(
        lessons.map(async (lesson) => ({
          ...summary(lesson, await copies.read(lesson)),
          exercises: exercisesOf(lesson.slug, solved),
        })),
      ),
      kernelName: registry.defaultName,
      workFolder: copies.folder,
    };
  });

  app.get<{ Params: SlugParams }>("/lab/api/lessons/:slug", async ({ params }): Promise<Lesson> => {
    const lesson = await catalogue.read(params.slug);
    return lessonModel(lesson, await copies.read(lesson));
  });

  app.put<{ Params: SlugParams; Body: SaveRequest }>(
    "/lab/api/lessons/:slug",
    { bodyLimit: maxLesson, schema: { body: saveSchema } },
    async ({ params, body }, reply) => {
      const lesson = await catalogue.read(params.slug);
      try {
        return { revision: await copies.save(lesson, body.revision, body.cells) } satisfies SaveReply;
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        const current = lessonModel(lesson, error.current);
        return reply.code(409).send({ message: error.message, current });
      }
    },
  );

  app.post<{ Params: SlugParams }>(
    "/lab/api/lessons/:slug/reset",
    async ({ params }): Promise<ResetReply> => {
      const lesson = await catalogue.read(params.slug);
      const backup = await copies.reset(params.slug);
      const session = sessions.byPath(sessionPath(params.slug));
      if (session) registry.get(session.kernelId).executions.forget();
      return { lesson: lessonModel(lesson, null), backup };
    },
  );

  interface ExecutionParams {
    readonly id: string;
    readonly request: string;
  }
  app.get<{ Params: Pick<ExecutionParams, "id"> }>("/lab/api/kernels/:id/executions", async ({ params }) =>
    registry.get(params.id).executions.list(),
  );
  app.get<{ Params: ExecutionParams }>("/lab/api/kernels/:id/executions/:request", async ({ params }) => {
    const record = registry.get(params.id).executions.get(params.request);
    if (!record) throw notFound("This execution");
    return record;
  });
}

const sessionPath = (slug: string): string => `${slug}.ipynb`;

function summary(lesson: LessonFile, copy: WorkingCopy | null): Omit<LessonSummary, "exercises"> {
  const { slug, number, title, minutes } = lesson;
  const progress = copy === null ? null : progressOf(lesson, copy.notebook);
  return { slug, number, title, minutes, summary: lesson.summary, progress };
}

/** What `paxoslab learn`, `paxoslab check` and notebooks have noted of them. */
function exercisesOf(lesson: string, { exercises }: Solved): readonly ExerciseSummary[] {
  return allExercises
    .filter((entry) => entry.lesson === lesson)
    .map(({ slug, title, minutes }) => {
      const { attempts, passedAt } = exercises[slug] ?? untouched;
      return {
        slug,
        title,
        minutes,
        state: passedAt !== null ? "passed" : attempts > 0 ? "tried" : "untouched",
      };
    });
}

/** Counts the lesson's own cells; those the learner added are no task. */
function progressOf(lesson: LessonFile, copy: Notebook): Progress {
  const code = lessonCells(lesson.notebook).filter((cell) => cell.kind === "code");
  const finished = lessonCells(copy).filter((cell) => cell.kind === "code" && isFinished(cell));
  const finishedIds = new Set(finished.map(({ id }) => id));
  return { cells: code.length, cellsRun: code.filter(({ id }) => finishedIds.has(id)).length };
}

function lessonModel(lesson: LessonFile, copy: WorkingCopy | null): Lesson {
  const { slug, number, title, notebook } = lesson;
  return {
    slug,
    number,
    title,
    sessionPath: sessionPath(slug),
    cells: lessonCells(copy?.notebook ?? notebook),
    revision: copy?.revision ?? null,
    lessonChanged: copy?.lessonChanged ?? false,
  };
}
