/** A file that should hold a notebook cannot be read, or one cannot be written. */
export class NotebookFileError extends Error {
  override readonly name = "NotebookFileError";
  readonly path: string;

  constructor(path: string, why: string, options?: ErrorOptions) {
    super(`${path} ${why}.`, options);
    this.path = path;
  }
}

/** A file was read but does not hold a notebook of format 4. */
export class NotebookFormatError extends Error {
  override readonly name = "NotebookFormatError";
  readonly path: string;

  constructor(path: string, why: string) {
    super(`${path} ${why}.`);
    this.path = path;
  }
}

/** Gives up, with words that follow the name of the file. */
export type Fail = (why: string) => never;
