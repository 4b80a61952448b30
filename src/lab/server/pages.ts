import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { packageRoot } from "./package-root.ts";
import { LabStartError } from "./start-error.ts";
import { serveFrame } from "./frame.ts";

const pageFolder = join(packageRoot, "dist", "lab", "page");

/** The built page: its files for anybody, its addresses for those with the token. */
export async function servePages(app: FastifyInstance): Promise<void> {
  if (!existsSync(join(pageFolder, "index.html"))) {
    throw new LabStartError(`The lab's page is not built (${pageFolder} is missing): run \`npm run build\`.`);
  }
  await app.register(fastifyStatic, { root: pageFolder, serve: false });
  app.get("/assets/*", { config: { public: true } }, async (request, reply) => {
    const { "*": file } = request.params as { readonly "*": string };
    return reply.sendFile(`assets/${file}`, { maxAge: "1y", immutable: true });
  });
  for (const path of ["/", "/lessons/:slug"]) {
    app.get(path, { config: { page: true } }, async (_, reply) =>
      reply.sendFile("index.html", { maxAge: 0 }),
    );
  }
  serveFrame(app);
}
