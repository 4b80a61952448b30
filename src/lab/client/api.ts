import type {
  ConflictReply,
  Course,
  ExecutionRecord,
  ExecutionSummary,
  Lesson,
  ResetReply,
  SaveReply,
  SaveRequest,
} from "../server/api.ts";

/** The server answered, and the answer was no. `message` is its sentence. */
export class RefusedError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "RefusedError";
    this.status = status;
  }
}

/** Nobody answered: the lab was stopped, or the machine slept. */
class UnreachableError extends Error {
  constructor(cause: unknown) {
    super("The lab's server does not answer.", { cause });
    this.name = "UnreachableError";
  }
}

export type SaveOutcome =
  | { readonly kind: "saved"; readonly revision: string }
  | { readonly kind: "conflict"; readonly current: Lesson };

export const fetchCourse = (): Promise<Course> => request("GET", "/lab/api/course");

export const fetchLesson = (slug: string): Promise<Lesson> => request("GET", lessonPath(slug));

export const resetLesson = (slug: string): Promise<ResetReply> =>
  request("POST", `${lessonPath(slug)}/reset`);

export const fetchExecutions = (kernelId: string): Promise<readonly ExecutionSummary[]> =>
  request("GET", `/lab/api/kernels/${kernelId}/executions`);

export const fetchExecution = (kernelId: string, requestId: string): Promise<ExecutionRecord> =>
  request("GET", `/lab/api/kernels/${kernelId}/executions/${encodeURIComponent(requestId)}`);

export async function saveLesson(slug: string, save: SaveRequest): Promise<SaveOutcome> {
  const response = await send("PUT", lessonPath(slug), save);
  if (response.status === 409) {
    const conflict = (await response.json()) as ConflictReply;
    return { kind: "conflict", current: conflict.current };
  }
  const reply = await readJson<SaveReply>(response);
  return { kind: "saved", revision: reply.revision };
}

const lessonPath = (slug: string): string => `/lab/api/lessons/${encodeURIComponent(slug)}`;

async function request<T>(method: string, path: string): Promise<T> {
  return readJson(await send(method, path));
}

async function send(method: string, path: string, body?: object): Promise<Response> {
  const json = body === undefined ? {} : { "content-type": "application/json" };
  try {
    return await fetch(path, {
      method,
      headers: json,
      cache: "no-store",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    throw new UnreachableError(error);
  }
}

async function readJson<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  const body = (await response.json().catch(() => ({}))) as { message?: string };
  throw new RefusedError(response.status, body.message ?? `The lab answered ${response.status}.`);
}
