import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { catalogue, isPass } from "../../judge/index.ts";
import {
  afterAttempt,
  checkedText,
  checkFile,
  exercisesFolder,
  noteProgress,
  ProgressError,
  solutionFile,
} from "../../study/index.ts";
import { checkExitCode, type CheckFlags } from "../check.ts";
import { CliError } from "../errors.ts";

/** Judges one file, tells of it on standard output and notes the progress. */
export async function checkOnce(what: string, { seed = "1" }: CheckFlags): Promise<number> {
  if (!/^-?\d{1,15}$/.test(seed)) {
    throw new CliError(`--seed is a whole number; got "${seed}".`, checkExitCode.badUsage);
  }
  const { slug, file } = meant(what);
  const checked = await checkFile(slug, file, { seed: Number(seed) });
  process.stdout.write(`${checkedText(checked)}\n`);
  if (checked.kind === "not judged") return checkExitCode.notPassed;
  await noteProgress(slug, (before) => afterAttempt(before, checked.verdict, new Date())).catch(
    (error: unknown) => {
      if (!(error instanceof ProgressError)) throw error;
      process.stderr.write(`paxoslab: ${error.message}\n`);
    },
  );
  return isPass(checked.verdict) ? checkExitCode.ok : checkExitCode.notPassed;
}

function meant(what: string): { readonly slug: string; readonly file: string } {
  const slug = basename(what, ".ts");
  if (!catalogue.some((entry) => entry.slug === slug)) {
    const names = catalogue.map((entry) => entry.slug).join(", ");
    throw new CliError(
      `"${what}" names no exercise: give one of ${names}, or a file called like one, such as mine/acceptor.ts.`,
      checkExitCode.badUsage,
    );
  }
  const isFile = what.endsWith(".ts") || what.includes("/");
  const folder = isFile ? null : exercisesFolder();
  if (!isFile && folder === null) {
    const sentence = `There is no folder "exercises" here or above; "paxoslab learn" makes one, or give a file.`;
    throw new CliError(sentence, checkExitCode.noFile);
  }
  const file = folder === null ? resolve(what) : solutionFile(slug, folder);
  if (existsSync(file)) return { slug, file };
  throw new CliError(`There is no file ${file}.`, checkExitCode.noFile);
}
