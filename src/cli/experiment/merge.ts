import { readFile } from "node:fs/promises";
import { mergeShards, parseJson, SweepError, type NamedSweep } from "../../experiments/index.ts";
import { CliError } from "../errors.ts";
import { fileTrouble } from "../file-trouble.ts";
import { experimentExitCode, type OutputFlags } from "../experiment.ts";
import { asCliError } from "./as-cli-error.ts";
import { tellFailures } from "./failures.ts";
import { output, requireWritable } from "./output.ts";

/** `paxoslab experiment merge`. Resolves with the exit code. */
export async function mergeFiles(files: readonly string[], flags: OutputFlags): Promise<number> {
  await requireWritable(flags);
  const shards = await Promise.all(files.map(read));
  const sweep = await asCliError(async () => mergeShards(shards));
  await output(sweep, flags);
  tellFailures(sweep, sweep.experiment);
  return sweep.runs.some((run) => "error" in run) ? experimentExitCode.runFailed : experimentExitCode.ok;
}

async function read(name: string): Promise<NamedSweep> {
  try {
    return { name, sweep: parseJson(await readFile(name, "utf8")) };
  } catch (error) {
    const sentence =
      error instanceof SweepError
        ? `${name} is no result of an experiment: ${error.message}`
        : `${name} cannot be read: ${fileTrouble(error)}.`;
    throw new CliError(sentence, experimentExitCode.file, { cause: error });
  }
}
