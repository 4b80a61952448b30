import { existsSync } from "node:fs";
import { extname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { catalogue, SweepError, type Experiment } from "../index.ts";
import { requireSoundExperiment } from "../sound.ts";

/** A file that is missing, or no experiment; the message is a sentence that says what it lacks. */
export class FileError extends Error {
  override readonly name = "FileError";
}

/** The module of an experiment, be it ours or the user's, is a file with the experiment as its default export. */
export function fileOf(nameOrPath: string): string {
  if (/\.[mc]?[jt]s$/.test(nameOrPath)) return resolve(nameOrPath);
  if (!catalogue.some(({ name }) => name === nameOrPath)) {
    const known = catalogue.map(({ name }) => name).join(", ");
    throw new SweepError(
      `There is no experiment called ${nameOrPath}; there are ${known}, and files of your own, *.ts.`,
    );
  }
  return fileURLToPath(new URL(`../catalogue/${nameOrPath}${extname(import.meta.url)}`, import.meta.url));
}

/** @throws FileError */
export async function load(file: string): Promise<Experiment> {
  if (!existsSync(file)) throw new FileError(`There is no file ${file}.`);
  let module: Readonly<Record<string, unknown>>;
  try {
    module = (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new FileError(`${file} cannot be loaded: ${(error as Error).message}`, { cause: error });
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
