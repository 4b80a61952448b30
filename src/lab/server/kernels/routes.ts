import type { FastifyInstance } from "fastify";
import type { KernelSpec } from "../../../kernel/client/index.ts";
import { ProblemError } from "../problem.ts";
import type { KernelRegistry } from "./registry.ts";

interface KernelParams {
  readonly id: string;
}

/** The version of Jupyter Server whose REST API this follows. */
const apiVersion = "2.17.0";

/** The REST half of the Jupyter Server API for kernels, so that any Jupyter client can attach. */
export function addKernelRoutes(app: FastifyInstance, registry: KernelRegistry): void {
  const started = new Date().toISOString();
  app.get("/api", { config: { public: true } }, async () => ({ version: apiVersion }));
  app.get("/api/status", async () => {
    const kernels = registry.list().map((room) => room.model);
    return {
      started,
      last_activity: kernels.map((kernel) => kernel.last_activity).reduce((a, b) => (a > b ? a : b), started),
      connections: kernels.reduce((sum, kernel) => sum + kernel.connections, 0),
      kernels: kernels.length,
    };
  });
  app.get("/api/me", async () => ({ identity, permissions: {} }));
  app.get("/api/kernelspecs", async () => {
    const specs = await registry.specs();
    return {
      default: registry.defaultName,
      kernelspecs: Object.fromEntries(specs.map((spec) => [spec.name, specModel(spec)])),
    };
  });
  app.get<{ Params: { readonly name: string } }>("/api/kernelspecs/:name", async ({ params }) => {
    const spec = (await registry.specs()).find(({ name }) => name === params.name);
    if (!spec) throw new ProblemError(404, `There is no kernel named "${params.name}".`);
    return specModel(spec);
  });

  app.get("/api/kernels", async () => registry.list().map((room) => room.model));
  app.post<{ Body: { readonly name?: string } | null }>("/api/kernels", async ({ body }, reply) => {
    const room = await registry.start(body?.name);
    return reply.code(201).header("location", `/api/kernels/${room.id}`).send(room.model);
  });
  app.get<{ Params: KernelParams }>("/api/kernels/:id", async ({ params }) => registry.get(params.id).model);
  app.delete<{ Params: KernelParams }>("/api/kernels/:id", async ({ params }, reply) => {
    await registry.stop(params.id);
    return reply.code(204).send();
  });
  app.post<{ Params: KernelParams }>("/api/kernels/:id/interrupt", async ({ params }, reply) => {
    await registry.get(params.id).interrupt();
    return reply.code(204).send();
  });
  app.post<{ Params: KernelParams }>("/api/kernels/:id/restart", async ({ params }) => {
    const room = registry.get(params.id);
    await room.restart();
    return room.model;
  });
}

/** The lab knows no users: whoever has the token is the learner. */
const identity = {
  username: "learner",
  name: "Learner",
  display_name: "Learner",
  initials: "L",
  avatar_url: null,
  color: null,
};

function specModel(spec: KernelSpec): object {
  return {
    name: spec.name,
    spec: {
      argv: spec.argv,
      display_name: spec.displayName,
      language: spec.language,
      env: spec.env,
      interrupt_mode: spec.interruptMode,
      metadata: {},
    },
    resources: {},
  };
}
