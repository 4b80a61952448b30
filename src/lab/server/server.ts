import Fastify from "fastify";
import type { FastifyInstance } from "fastify";
import { guard } from "./access.ts";
import { readBodies } from "./bodies.ts";
import { addSecurityHeaders } from "./headers.ts";
import { addChannels } from "./kernels/channels.ts";
import { KernelRegistry } from "./kernels/registry.ts";
import { addKernelRoutes } from "./kernels/routes.ts";
import { addSessionRoutes, Sessions } from "./kernels/sessions.ts";
import { Catalogue } from "./lessons/catalogue.ts";
import { addContentsRoutes } from "./lessons/contents.ts";
import { addCourseRoutes } from "./lessons/routes.ts";
import { WorkingCopies } from "./lessons/working-copies.ts";
import { servePages } from "./pages.ts";
import { servePictures } from "./pictures.ts";
import { answerProblems } from "./problem.ts";

export interface ServerOptions {
  readonly token: string;
  /** Where the lessons are. */
  readonly notebooks: string;
  /** Where the learner's copies go. */
  readonly work: string;
  /** Where the learner solves exercises. */
  readonly exercises: string;
  /** The kernel lessons run on. */
  readonly kernelName: string;
  /** Host names the lab answers for, besides this machine's own. */
  readonly extraHosts?: readonly string[];
}

/** The lab's server, ready to listen. Closing it shuts down every kernel it started. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  // Without forceCloseConnections a browser's idle connections would keep Ctrl-C waiting.
  const app = Fastify({ forceCloseConnections: true, logger: { level: "error" } });
  const registry = new KernelRegistry({
    folder: options.notebooks,
    defaultName: options.kernelName,
    // Kernels run where the lessons are; what the learner has done is elsewhere, maybe.
    env: { PAXOSLAB_WORK: options.work, PAXOSLAB_EXERCISES: options.exercises },
  });
  const sessions = new Sessions(registry);

  addSecurityHeaders(app);
  guard(app, options.token, options.extraHosts ?? []);
  answerProblems(app);
  readBodies(app);
  app.addHook("onClose", async () => registry.close());

  await addChannels(app, registry);
  await servePages(app);
  addKernelRoutes(app, registry);
  addSessionRoutes(app, sessions);
  const catalogue = new Catalogue(options.notebooks);
  const copies = new WorkingCopies(options.work);
  addCourseRoutes(app, { catalogue, copies, registry, sessions });
  addContentsRoutes(app, catalogue, copies);
  servePictures(app, options.notebooks);
  return app;
}
