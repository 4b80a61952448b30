/** The lab cannot start as asked; the message says why and what to do. */
export class LabStartError extends Error {
  override readonly name = "LabStartError";
}
