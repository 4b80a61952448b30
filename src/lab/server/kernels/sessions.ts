import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { notFound, ProblemError } from "../problem.ts";
import type { KernelRegistry } from "./registry.ts";

interface Session {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly type: string;
  readonly kernelId: string;
}

interface SessionRequest {
  readonly path?: string;
  readonly name?: string;
  readonly type?: string;
  readonly kernel?: { readonly id?: string; readonly name?: string };
}

/** Which document uses which kernel: the same path asked for twice gets the same kernel. */
export class Sessions {
  readonly #registry: KernelRegistry;
  readonly #sessions = new Map<string, Session>();
  /** A kernel takes a while to start; two pages asking at once must share one. */
  readonly #starting = new Map<string, Promise<Session>>();

  constructor(registry: KernelRegistry) {
    this.#registry = registry;
  }

  list(): readonly Session[] {
    const alive = [...this.#sessions.values()].filter(({ kernelId }) => this.#registry.has(kernelId));
    return alive;
  }

  byPath(path: string): Session | undefined {
    return this.list().find((session) => session.path === path);
  }

  get(id: string): Session {
    const session = this.list().find((each) => each.id === id);
    if (!session) throw notFound(`The session ${id}`);
    return session;
  }

  async open(request: SessionRequest): Promise<Session> {
    const { path } = request;
    if (path === undefined) throw new ProblemError(400, "A session needs a path.");
    const existing = this.byPath(path) ?? this.#starting.get(path);
    if (existing) return existing;
    const starting = this.#start(path, request);
    this.#starting.set(path, starting);
    try {
      return await starting;
    } finally {
      this.#starting.delete(path);
    }
  }

  async change(id: string, request: SessionRequest): Promise<Session> {
    const old = this.get(id);
    const kernelId = request.kernel ? await this.#kernelFor(request.kernel) : old.kernelId;
    const { path = old.path, name = old.name, type = old.type } = request;
    const session = { id, path, name, type, kernelId };
    this.#sessions.set(id, session);
    if (kernelId !== old.kernelId && this.#registry.has(old.kernelId))
      await this.#registry.stop(old.kernelId);
    return session;
  }

  async close(id: string): Promise<void> {
    const session = this.get(id);
    this.#sessions.delete(id);
    await this.#registry.stop(session.kernelId);
  }

  model(session: Session): object {
    const { kernelId, ...rest } = session;
    const { path, name } = rest;
    return { ...rest, kernel: this.#registry.get(kernelId).model, notebook: { path, name } };
  }

  async #start(path: string, request: SessionRequest): Promise<Session> {
    const kernelId = await this.#kernelFor(request.kernel ?? {});
    const { name = path, type = "notebook" } = request;
    const session = { id: randomUUID(), path, name, type, kernelId };
    this.#sessions.set(session.id, session);
    return session;
  }

  async #kernelFor(wanted: NonNullable<SessionRequest["kernel"]>): Promise<string> {
    if (wanted.id) return this.#registry.get(wanted.id).id;
    return (await this.#registry.start(wanted.name || undefined)).id;
  }
}

export function addSessionRoutes(app: FastifyInstance, sessions: Sessions): void {
  interface Params {
    readonly id: string;
  }
  app.get("/api/sessions", async () => sessions.list().map((session) => sessions.model(session)));
  app.post<{ Body: SessionRequest | null }>("/api/sessions", async ({ body }, reply) => {
    const session = await sessions.open(body ?? {});
    return reply.code(201).header("location", `/api/sessions/${session.id}`).send(sessions.model(session));
  });
  app.get<{ Params: Params }>("/api/sessions/:id", async ({ params }) =>
    sessions.model(sessions.get(params.id)),
  );
  app.patch<{ Params: Params; Body: SessionRequest | null }>("/api/sessions/:id", async ({ params, body }) =>
    sessions.model(await sessions.change(params.id, body ?? {})),
  );
  app.delete<{ Params: Params }>("/api/sessions/:id", async ({ params }, reply) => {
    await sessions.close(params.id);
    return reply.code(204).send();
  });
}
