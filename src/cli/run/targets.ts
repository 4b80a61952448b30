import { access, constants, mkdir, realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { CliError } from "../errors.ts";
import { fileTrouble } from "../file-trouble.ts";
import { runExitCode, type RunFlags } from "../run.ts";

/** A notebook to run, and where its results go, if anywhere. */
export interface Job {
  /** As the user named it. */
  readonly source: string;
  /** The executed notebook. */
  readonly notebook?: string;
  readonly page?: string;
}

/** @throws CliError where a source or another result would be overwritten, before anything is run. */
export async function planTargets(files: readonly string[], flags: RunFlags): Promise<readonly Job[]> {
  if (flags.html && flags.out === undefined && !flags.inPlace) {
    throw new CliError(
      "--html needs a place to write to: give --out DIR, or --in-place for beside the notebook.",
      runExitCode.badUsage,
    );
  }
  const sources = [...new Map(files.map((file) => [resolve(file), file])).values()];
  const jobs = sources.map((source) => jobFor(source, flags));
  await refuseOverwriting(jobs, flags);
  if (flags.out !== undefined) await makeFolder(flags.out);
  return jobs;
}

/** Before anything is run: it may take minutes, and should not be for nothing. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    const sentence = `${folder} cannot be written to: ${fileTrouble(error)}. Name another folder with --out.`;
    throw new CliError(sentence, runExitCode.file, { cause: error });
  }
}

function jobFor(source: string, flags: RunFlags): Job {
  const folder = flags.inPlace ? dirname(source) : flags.out;
  if (folder === undefined) return { source };
  const notebook = flags.inPlace ? source : join(folder, basename(source));
  if (!flags.html) return { source, notebook };
  return { source, notebook, page: join(folder, `${basename(source, ".ipynb")}.html`) };
}

async function refuseOverwriting(jobs: readonly Job[], { inPlace }: RunFlags): Promise<void> {
  const sources = new Map<string, string>();
  for (const { source } of jobs) sources.set(await realPathOf(source), source);
  const targets = new Map<string, string>();
  for (const { source, notebook, page } of jobs) {
    for (const target of [notebook, page].filter((path) => path !== undefined)) {
      const path = await realPathOf(target);
      const other = targets.get(path);
      if (other !== undefined) {
        refuse(
          `${other} and ${source} would both be written to ${target}; run them with different --out folders.`,
        );
      }
      targets.set(path, source);
      if (sources.has(path) && !(inPlace && target === notebook)) {
        refuse(
          `${target} is a notebook to be run; name another --out folder, or --in-place to write over it.`,
        );
      }
    }
  }
}

function refuse(sentence: string): never {
  throw new CliError(sentence, runExitCode.badUsage);
}

/** Follows links as far as the path exists, so that two names of one file are seen to be one. */
async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(resolve(path));
    return parent === resolve(path) ? parent : join(await realPathOf(parent), basename(path));
  }
}
