import { IntakeProblem, type Entry } from "./entry.ts";

/** The largest file that is looked at, in bytes: several times the largest solution. */
export const mostBytes = 64 * 1024;

/** The text of one file. @throws IntakeProblem for whatever is no small text file in UTF-8. */
export async function textOf(entry: Entry, most = mostBytes): Promise<string> {
  const { path, kind } = entry;
  if (kind === "link") throw new IntakeProblem(`${path} is a link; hand in the file itself.`);
  if (kind === "other") throw new IntakeProblem(`${path} is no regular file.`);
  const bytes = await entry.read(most);
  if (bytes.length > most) throw new IntakeProblem(`${path} is larger than ${most / 1024} KB.`);
  if (bytes.length === 0) throw new IntakeProblem(`${path} is empty.`);
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new IntakeProblem(`${path} is written in UTF-16; save it in UTF-8.`);
  }
  try {
    // A byte order mark at the beginning is left out by the decoder.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new IntakeProblem(`${path} is not written in UTF-8.`, { cause: error });
  }
}
