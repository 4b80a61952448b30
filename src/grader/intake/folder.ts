import { constants, type Dirent } from "node:fs";
import { lstat, open, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { IntakeProblem, isSkipped, mostEntries, tooMany, type Entry } from "./entry.ts";

const deepest = 6;

/** All that lies in a folder, its own folders included; links are told of and never followed. */
export async function entriesOfFolder(root: string): Promise<readonly Entry[]> {
  const found: Entry[] = [];
  const visit = async (folder: string, inside: string, depth: number): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true });
    // The order of a folder is the file system's business; a report must not depend on it.
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (found.length >= mostEntries) throw tooMany();
      const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
      const place = join(folder, entry.name);
      if (!entry.isDirectory()) found.push(await entryAt(place, path, kindOf(entry)));
      else if (depth < deepest && !isSkipped(entry.name)) await visit(place, path, depth + 1);
    }
  };
  await visit(root, "", 0);
  return found;
}

function kindOf(entry: Dirent): Entry["kind"] {
  if (entry.isSymbolicLink()) return "link";
  return entry.isFile() ? "file" : "other";
}

async function entryAt(place: string, path: string, kind: Entry["kind"]): Promise<Entry> {
  const { size } = await lstat(place);
  return { path, kind, size, read: (most) => readFirst(place, most) };
}

/** Of a regular file only: a pipe would keep us waiting for ever, and a link lead elsewhere. */
export async function readFirst(place: string, most: number): Promise<Uint8Array> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const handle = await open(place, O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0));
  try {
    if (!(await handle.stat()).isFile()) throw new IntakeProblem(`${basename(place)} is no regular file.`);
    const buffer = Buffer.alloc(most + 1);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
