/** A socket could not be opened; the message says which and why in one sentence. */
export class BindError extends Error {
  override readonly name = "BindError";
}
