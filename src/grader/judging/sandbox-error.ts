/** There is no verdict, and the submission is not to blame. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
}
