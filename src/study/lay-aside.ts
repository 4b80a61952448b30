import { execFile } from "node:child_process";
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { packageRoot } from "./package-root.ts";
import { pristine } from "./stubs.ts";

/**
 * Part of the build: puts a copy of the exercises aside, for whoever wants to begin again. In a clone in which somebody
 * has begun already, git still knows what the stub was.
 */
const source = join(packageRoot, "exercises");
await rm(pristine, { recursive: true, force: true });
await mkdir(pristine, { recursive: true });
for (const entry of await readdir(source, { withFileTypes: true })) {
  if (!entry.isDirectory()) continue;
  const slug = entry.name;
  await cp(join(source, slug), join(pristine, slug), { recursive: true });
  const stub = await committed(`exercises/${slug}/${slug}.ts`);
  if (stub !== null) await writeFile(join(pristine, slug, `${slug}.ts`), stub);
}

/** The text that git knows of; null outside a clone, and for what was never committed. */
async function committed(path: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)("git", ["show", `HEAD:${path}`], { cwd: packageRoot });
    return stdout;
  } catch {
    return null;
  }
}
