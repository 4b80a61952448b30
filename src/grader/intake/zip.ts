import { openPromise, type Entry as ZipEntry, type ZipFile } from "yauzl";
import { IntakeProblem, isSkipped, mostEntries, tooMany, type Entry } from "./entry.ts";
import { firstBytes } from "./first-bytes.ts";

/** A zip file whose table of contents has been read; nothing is unpacked but what is asked for. */
export interface Zip {
  readonly entries: readonly Entry[];
  readonly close: () => void;
}

/** @throws IntakeProblem if it is damaged, or a name in it is absolute or climbs out by `..`: the library looks. */
export async function openZip(path: string): Promise<Zip> {
  return asIntake(async () => {
    const zip = await openPromise(path, { autoClose: false, lazyEntries: true });
    try {
      return { entries: await contents(zip), close: () => zip.close() };
    } catch (error) {
      zip.close();
      throw error;
    }
  });
}

/** Somebody who packs the whole checkout packs tens of thousands of files that are passed over. */
const mostListed = 200_000;

async function contents(zip: ZipFile): Promise<readonly Entry[]> {
  const found: Entry[] = [];
  let count = 0;
  for await (const entry of zip.eachEntry()) {
    if (++count > mostListed) throw tooMany();
    if (isSkipped(entry.fileName)) continue;
    if (found.length >= mostEntries) throw tooMany();
    if (!entry.fileName.endsWith("/")) found.push(asEntry(zip, entry));
  }
  return found;
}

function asEntry(zip: ZipFile, entry: ZipEntry): Entry {
  return {
    path: entry.fileName,
    kind: kindOf(entry),
    size: entry.uncompressedSize,
    read: (most) => {
      if (entry.isEncrypted()) throw new IntakeProblem(`${entry.fileName} is encrypted.`);
      return asIntake(async () => firstBytes(await zip.openReadStreamPromise(entry), most));
    },
  };
}

/** On Unix the upper half of the attributes holds the mode of the file. */
function kindOf({ externalFileAttributes, versionMadeBy }: ZipEntry): Entry["kind"] {
  const isUnix = versionMadeBy >>> 8 === 3;
  const type = (externalFileAttributes >>> 16) & 0o170000;
  if (!isUnix || type === 0 || type === 0o100000) return "file";
  return type === 0o120000 ? "link" : "other";
}

/** Whatever the library does not like is the fault of the file. */
async function asIntake<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof IntakeProblem || !(error instanceof Error)) throw error;
    throw new IntakeProblem(`The zip file is damaged, or no zip file: ${error.message}.`, { cause: error });
  }
}
