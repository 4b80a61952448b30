import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import type { FastifyInstance } from "fastify";
import { notFound } from "./problem.ts";

const pictureTypes: Readonly<Record<string, string>> = {
  ".avif": "image/avif",
  ".gif": "image/gif",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
};

/** An SVG that is opened by itself is a page: it may run nothing and fetch nothing. */
const policy = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

/** The pictures that lessons show by a path beside them: from the lessons' folder, and nothing else of it. */
export function servePictures(app: FastifyInstance, folder: string): void {
  app.get<{ Params: { readonly "*": string } }>("/lab/files/*", async ({ params }, reply) => {
    const path = params["*"];
    const type = pictureTypes[extname(path).toLowerCase()];
    const file = await fileInside(folder, path);
    if (type === undefined || file === null) throw notFound(`The picture ${path}`);
    return reply
      .type(type)
      .header("content-security-policy", policy)
      .header("cache-control", "no-cache")
      .send(await readFile(file));
  });
}

/** The file's real path; null if there is none, or it lies elsewhere, perhaps behind a link. */
async function fileInside(folder: string, path: string): Promise<string | null> {
  if (path.includes("\0")) return null;
  const root = await realpath(folder);
  const file = await realpath(join(root, path)).catch(nullIfAbsent);
  return file?.startsWith(root + sep) ? file : null;
}

function nullIfAbsent(error: NodeJS.ErrnoException): null {
  if (["ENOENT", "ENOTDIR", "ENAMETOOLONG", "EACCES"].includes(error.code ?? "")) return null;
  throw error;
}
