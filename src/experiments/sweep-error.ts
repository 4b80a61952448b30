/** What was asked for, or a file, makes no sense; the message says in a sentence what and how to mend it. */
export class SweepError extends Error {
  override readonly name = "SweepError";
}
