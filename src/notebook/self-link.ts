import { lstat, mkdir, symlink } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** From src/notebook or dist/notebook. */
const packageRoot = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Lets notebooks inside this package, as in a clone of it, import `paxoslab` under tslab. Node finds a package from inside itself by
 * name; tslab's TypeScript looks only into `node_modules`, so we put a link to ourselves there, as
 * `npm link` would.
 */
export async function linkOurselvesForTslab(notebooks: string, root = packageRoot): Promise<void> {
  if (relative(root, notebooks).startsWith("..")) return;
  const link = join(root, "node_modules", "paxoslab");
  if (await exists(link)) return;
  await mkdir(join(root, "node_modules"), { recursive: true });
  try {
    await symlink("..", link, "junction");
  } catch (error) {
    // Another run may just have made it.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
