import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Experiment } from "../experiment.ts";
import { requireSoundExperiment } from "../sound.ts";
import { SweepError } from "../sweep-error.ts";

/** A file that is missing, or no experiment; the message is a sentence that says what it lacks. */
export class FileError extends Error {
  override readonly name = "FileError";
}

/**
 * The experiment in a file. Every thread loads it for itself, so this needs little else.
 *
 * @throws FileError
 */
export async function load(file: string): Promise<Experiment> {
  if (!existsSync(file)) throw new FileError(`There is no file ${file}.`);
  let module: Readonly<Record<string, unknown>>;
  try {
    module = (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new FileError(`${file} cannot be loaded: ${lineOf(error)}${(error as Error).message}`, {
      cause: error,
    });
  }
  if (!("default" in module)) {
    throw new FileError(`${file} exports no experiment: write \`export default experiment({ … })\`.`);
  }
  try {
    return requireSoundExperiment(module["default"]);
  } catch (error) {
    if (!(error instanceof SweepError)) throw error;
    throw new FileError(`${file} exports no experiment: ${error.message}`, { cause: error });
  }
}

/** Node says at the top of the stack where TypeScript's syntax is broken, and nowhere else. */
function lineOf(error: unknown): string {
  const line = error instanceof SyntaxError ? /^file:.*:(\d+)\n/.exec(error.stack ?? "")?.[1] : undefined;
  return line === undefined ? "" : `line ${line}: `;
}
