import { SweepError } from "../../experiments/index.ts";
import { CacheError, FileError } from "../../experiments/runner/index.ts";
import { CliError } from "../errors.ts";
import { experimentExitCode } from "../experiment.ts";

/** What the user can mend becomes a sentence and an exit code. */
export async function asCliError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SweepError)
      throw new CliError(error.message, experimentExitCode.badUsage, { cause: error });
    if (error instanceof FileError)
      throw new CliError(error.message, experimentExitCode.file, { cause: error });
    if (error instanceof CacheError) {
      const sentence = `${error.message} Name another folder with --cache, or do without by --no-cache.`;
      throw new CliError(sentence, experimentExitCode.file, { cause: error });
    }
    throw error;
  }
}
