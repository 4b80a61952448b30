import type { Script, Vocabulary } from "../core/index.ts";
import type { Settings } from "./family.ts";

/** A counterexample as JSON: what to play, on what, and what it breaks. */
export interface Recording {
  readonly format: "paxoslab-counterexample";
  readonly version: 1;
  readonly subject: RecordedSubject;
  readonly property: string;
  readonly problem: string;
  readonly script: Script<Vocabulary>;
}

export type RecordedSubject =
  | { readonly kind: "model"; readonly name: string; readonly settings: Partial<Settings> }
  /** A file of the user's own, by the path that was given. */
  | { readonly kind: "file"; readonly path: string };

/** A file that is no recording; the message says what it lacks. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";
}

/** @throws RecordingError */
export function parseRecording(text: string): Recording {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new RecordingError(`It is not JSON (${(error as Error).message}).`);
  }
  const { format, version, subject, script } = (data ?? {}) as Partial<Recording>;
  if (format !== "paxoslab-counterexample") {
    throw new RecordingError(`It lacks "format": "paxoslab-counterexample", which verify --save writes.`);
  }
  if (version !== 1)
    throw new RecordingError(`It has version ${String(version)}; this program reads version 1.`);
  if (!Array.isArray(script) || script.some((action) => typeof action?.kind !== "string")) {
    throw new RecordingError(`Its "script" is not a list of actions.`);
  }
  if (subject?.kind !== "model" && subject?.kind !== "file") {
    throw new RecordingError(`Its "subject" says neither which model nor which file to play it on.`);
  }
  return data as Recording;
}
