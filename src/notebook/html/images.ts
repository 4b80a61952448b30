import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";

const mimeOf: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".svg": "image/svg+xml",
};

/** Puts pictures that a notebook names by relative paths into the page. One that is not there stays a name. */
export async function inlineImages(html: string, folder: string | undefined): Promise<string> {
  if (folder === undefined) return html;
  const found = new Map<string, string>();
  for (const [, path] of html.matchAll(relativeImage)) {
    const data = path === undefined ? undefined : await dataUri(resolve(folder, decodeURI(path)));
    if (path !== undefined && data !== undefined) found.set(path, data);
  }
  return html.replaceAll(relativeImage, (tag, path: string) =>
    tag.replace(path, () => found.get(path) ?? path),
  );
}

/** `src` without a scheme and not from the root of a server. */
const relativeImage = /<img\b[^>]*?\bsrc="((?![a-z][a-z+.-]*:|[/#])[^"]+)"/gi;

async function dataUri(path: string): Promise<string | undefined> {
  const mime = mimeOf[extname(path).toLowerCase()];
  if (mime === undefined) return undefined;
  try {
    return `data:${mime};base64,${(await readFile(path)).toString("base64")}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
