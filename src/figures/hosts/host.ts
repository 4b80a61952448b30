import type { MimeBundle } from "../mime.ts";

/** Whoever runs the code and can show something to a person. */
export interface Host {
  readonly name: string;
  publish(bundle: MimeBundle): void;
}
