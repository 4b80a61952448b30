import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { exercises as known } from "../../judge/index.ts";
import { CliError } from "../errors.ts";
import { fileTrouble } from "../file-trouble.ts";
import { gradeExitCode, type GradeFlags } from "../grade.ts";
import { actions } from "./init/actions.ts";
import { gradescope } from "./init/gradescope.ts";
import { packed } from "./init/tarball.ts";

/** A file to be written into the folder that was named. */
export interface Made {
  /** From that folder. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

const kinds = { gradescope, actions };

/** What runs the grader on somebody else's machines. Nothing that is there already is written over. */
export async function init(
  kind: keyof typeof kinds,
  paths: readonly string[],
  { exercise = [] }: GradeFlags,
): Promise<void> {
  const [folder] = paths;
  if (folder === undefined || paths.length > 1)
    throw new CliError("Name one folder, into which --init writes.", gradeExitCode.badUsage);
  const unknown = exercise.find((slug) => !known.some((one) => one.slug === slug));
  if (unknown !== undefined) throw new CliError(`There is no exercise "${unknown}".`, gradeExitCode.badUsage);
  const chosen = kinds[kind];
  const there = chosen.places.map((path) => join(folder, path)).find((path) => existsSync(path));
  if (there !== undefined) {
    throw new CliError(
      `${there} is there already: move it away, or name another folder.`,
      gradeExitCode.file,
    );
  }
  const made = await chosen.make(await packed(), exercise);
  try {
    for (const file of made) await write(folder, file);
  } catch (error) {
    throw new CliError(`${folder} cannot be written: ${fileTrouble(error)}.`, gradeExitCode.file, {
      cause: error,
    });
  }
}

async function write(folder: string, { path, content }: Made): Promise<void> {
  const place = join(folder, path);
  await mkdir(dirname(place), { recursive: true });
  // `wx`: what has appeared there meanwhile is not written over either.
  await writeFile(place, content, { flag: "wx" });
  console.log(place);
}
