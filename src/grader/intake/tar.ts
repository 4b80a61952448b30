import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract, type Header } from "tar-stream";
import { IntakeProblem, isSkipped, mostEntries, tooMany, type Entry } from "./entry.ts";
import { firstBytes } from "./first-bytes.ts";

/** However small the archive: what it unpacks to is looked at up to here, and no further. */
const mostUnpacked = 64 * 2 ** 20;

/**
 * A tar file, zipped or not. It has no table of contents, so it is read through once, and of what may be wanted the
 * first bytes are kept.
 */
export async function entriesOfTar(
  path: string,
  { isWanted, keep }: { readonly isWanted: (path: string) => boolean; readonly keep: number },
): Promise<readonly Entry[]> {
  const found: Entry[] = [];
  const archive = extract();
  const reading = read();
  async function read(): Promise<void> {
    for await (const entry of archive) {
      if (found.length >= mostEntries) throw tooMany();
      const { name, type, size } = entry.header;
      if (isSkipped(name)) {
        entry.resume();
        continue;
      }
      const kept =
        kindOf(type) === "file" && isWanted(name)
          ? await firstBytes(entry as AsyncIterable<Uint8Array>, keep)
          : new Uint8Array();
      entry.resume();
      if (type !== "directory") {
        found.push({
          path: name,
          kind: kindOf(type),
          size,
          read: (most) => Promise.resolve(kept.subarray(0, most + 1)),
        });
      }
    }
  }
  let unpacked = 0;
  async function* counted(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    for await (const chunk of chunks) {
      unpacked += chunk.length;
      if (unpacked > mostUnpacked)
        throw new IntakeProblem(
          `It unpacks to more than ${mostUnpacked / 2 ** 20} MB; hand in the exercises only.`,
        );
      yield chunk;
    }
  }
  const unzip = /\.t?gz$/i.test(path) ? [createGunzip()] : [];
  try {
    await Promise.all([pipeline([createReadStream(path), ...unzip, counted, archive] as never), reading]);
  } catch (error) {
    if (error instanceof IntakeProblem || !(error instanceof Error)) throw error;
    throw new IntakeProblem(`The tar file is damaged or not one: ${error.message}.`, { cause: error });
  }
  return found;
}

function kindOf(type: Header["type"]): Entry["kind"] {
  if (type === "symlink" || type === "link") return "link";
  return type === "file" || type === "contiguous-file" ? "file" : "other";
}
