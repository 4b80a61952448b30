/** One thing in a folder or an archive, before anybody has looked into it. */
export interface Entry {
  /** With `/` between its parts, from the root of the folder or archive. */
  readonly path: string;
  readonly kind: "file" | "link" | "other";
  /** Bytes, as far as it says; what is read may be more. */
  readonly size: number;
  /** The first `most` bytes and one more, if there are as many: whoever gets that one knows that it is too large. */
  read(most: number): Promise<Uint8Array>;
}

/** What is wrong with what somebody handed in, in a sentence for the report. The others go on. */
export class IntakeProblem extends Error {
  override readonly name = "IntakeProblem";
}

/** Folders that are not a part of what anybody hands in, and often large. */
const skipped: ReadonlySet<string> = new Set([
  "node_modules",
  ".git",
  ".github",
  "dist",
  "__MACOSX",
  ".ipynb_checkpoints",
]);

/** Whether a file or folder is passed over: by its own name, or that of a folder it lies in. */
export const isSkipped = (path: string): boolean => path.split("/").some((part) => skipped.has(part));

/** More than any submission has, those apart that are passed over; somebody who hands in more wants something else. */
export const mostEntries = 5_000;

export const tooMany = (): IntakeProblem =>
  new IntakeProblem(`It holds more than ${mostEntries} files and folders; hand in the exercises only.`);
