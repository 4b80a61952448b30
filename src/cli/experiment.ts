import { InvalidArgumentError, Option, type Command } from "commander";
import { toCount, toJobs, toShard, type Shard } from "./arguments.ts";
import { exitCode } from "./errors.ts";

/** The exit codes of `paxoslab experiment`. */
export const experimentExitCode = { ...exitCode, runFailed: 1, file: 4 } as const;

export interface ExperimentFlags extends OutputFlags {
  /** By parameter, the values as they were typed. */
  readonly set?: Readonly<Record<string, readonly string[]>>;
  readonly seeds?: number;
  readonly firstSeed?: number;
  readonly jobs?: number;
  readonly shard?: Shard;
  /** A folder; false for no cache. */
  readonly cache?: string | false;
}

export interface OutputFlags {
  readonly format?: "json" | "csv";
  readonly out?: string;
  /** A page to be written. */
  readonly figure?: string;
}

/** `paxoslab experiment`: many simulated runs, on all processors. */
export function addExperimentCommand(program: Command): void {
  const command = program
    .command("experiment")
    .description("run an experiment at every point of its grid, with many seeds, and sum up what comes of it")
    .argument("[what]", "one of ours by its name, or a file of your own, *.ts; without it, ours are listed")
    .option("--set <k=v,…>", "other values for a parameter; may be given for several", toSetting)
    .option("--seeds <n>", "how many seeds at each point", toCount)
    .option("--first-seed <n>", "the first of the seeds, usually 1", toCount)
    .option("--jobs <n>", "how many threads, usually one for each processor", toJobs)
    .option("--shard <i/n>", "do only the i-th of n parts, counted from 0", toShard)
    .option("--cache <dir>", "where results are kept, so that no run is done twice")
    .option("--no-cache", "compute everything, and keep nothing")
    .addHelpText("after", inWords)
    .action(async (what: string | undefined, flags: ExperimentFlags) => {
      const { runExperiment } = await import("./experiment/run.ts");
      process.exitCode = await runExperiment(what, flags);
    });
  addOutputOptions(command);
  const merge = command
    .command("merge")
    .description("make one result of those of all shards")
    .argument("<file...>", "what --shard … --out has written, *.json, in any order")
    .action(async (files: readonly string[], flags: OutputFlags) => {
      const { mergeFiles } = await import("./experiment/merge.ts");
      process.exitCode = await mergeFiles(files, flags);
    });
  addOutputOptions(merge);
}

function addOutputOptions(command: Command): void {
  command
    .addOption(new Option("--format <name>", "of the result").choices(["json", "csv"]))
    .option("--out <file>", "write the result there instead of printing it")
    .option("--figure <file>", "draw the result, as a page of its own, *.html");
}

/** The option may be given more than once, for a parameter each. */
function toSetting(
  text: string,
  before: Readonly<Record<string, readonly string[]>> = {},
): Readonly<Record<string, readonly string[]>> {
  const [, name, values] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || values === undefined) {
    throw new InvalidArgumentError("Give a parameter and its values, for example nodes=3,5.");
  }
  if (Object.hasOwn(before, name)) {
    throw new InvalidArgumentError(`${name} is set twice; give all its values at once: ${name}=1,2.`);
  }
  return { ...before, [name]: values.split(",") };
}

const inWords = `
A file of your own has an experiment as its default export; docs/experiments.md has a complete one, and tells how
to spread a sweep over a cluster. The result is the same however many threads or shards it was computed on.

Exit codes:
    0  every run was done
    1  runs failed; the others are in the result
    2  bad usage
    4  a file is missing, cannot be written, or is not what it should be
  130  interrupted; what was done is in the result and in the cache, and the same command goes on from there`;
