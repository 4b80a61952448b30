import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import type { FastifyInstance } from "fastify";
import { serveFrame } from "./frame.ts";
import { packageRoot } from "../../study/package-root.ts";
import { notFound } from "./problem.ts";
import { LabStartError } from "./start-error.ts";

const pageFolder = join(packageRoot, "dist", "lab", "page");

const mimeTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".ttf": "font/ttf",
};

/**
 * The built page: its files for anybody, its addresses for those with the token. All of it is read at the
 * start, so that a build meanwhile does not take away the parts an open page has yet to load.
 */
export async function servePages(app: FastifyInstance): Promise<void> {
  const files = await readPage();
  const index = files.get("index.html");
  if (!index) {
    throw new LabStartError(`The lab's page is not built (${pageFolder} is missing): run \`npm run build\`.`);
  }
  app.get("/assets/*", { config: { public: true } }, async (request, reply) => {
    const path = `assets/${(request.params as { readonly "*": string })["*"]}`;
    const body = files.get(path);
    if (!body) throw notFound(`The file ${path}`);
    return reply
      .type(mimeTypes[extname(path)] ?? "application/octet-stream")
      .header("cache-control", "public, max-age=31536000, immutable")
      .send(body);
  });
  for (const path of ["/", "/lessons/:slug"]) {
    app.get(path, { config: { page: true } }, async (_, reply) =>
      reply.type("text/html; charset=utf-8").header("cache-control", "no-cache").send(index),
    );
  }
  serveFrame(app);
}

/** Every file of the page by its path below the page's folder; empty when there is no page. */
async function readPage(): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(pageFolder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = paths.map(
    async (path) => [relative(pageFolder, path).replaceAll(sep, "/"), await readFile(path)] as const,
  );
  return new Map(await Promise.all(files));
}
