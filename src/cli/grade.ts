import { InvalidArgumentError, Option, type Command } from "commander";
import type { Format } from "../grader/index.ts";
import { toJobs, toShard, type Shard } from "./arguments.ts";
import { CliError, exitCode } from "./errors.ts";

export const gradeExitCode = { ...exitCode, notJudged: 1, file: 3, weak: 4 } as const;

const formats: readonly Format[] = [
  "json",
  "csv",
  "junit",
  "gradescope",
  "classroom50",
  "exercism",
  "markdown",
  "html",
];

/** Of platforms that run the grader for each submission by itself. */
export const formatsOfOne: readonly Format[] = ["gradescope", "classroom50", "exercism"];

export interface GradeFlags {
  readonly exercise?: readonly string[];
  readonly seed?: number;
  readonly jobs?: number;
  readonly shard?: Shard;
  readonly format: Format;
  readonly out?: string;
  readonly from?: true;
  readonly single?: true;
  readonly allowWeakIsolation?: true;
  readonly init?: "gradescope" | "actions";
}

/** `paxoslab grade`: what people handed in, judged where it can do no harm. */
export function addGradeCommand(program: Command): void {
  program
    .command("grade")
    .description(
      "grade what people handed in, each submission locked up where it can neither cheat nor do harm",
    )
    .argument(
      "[path...]",
      "a folder with a submission in each folder, zip, tar or notebook of it; or single submissions; with --init, where to",
    )
    .option("--single", "each path is one submission, whatever it holds, and no folder of them")
    .option(
      "--exercise <slug...>",
      "what to grade; by default every exercise of which something was handed in",
    )
    .option(
      "--seed <number>",
      "what the questions are drawn from, for each student others; by default a new one, which the report names",
      toSeed,
    )
    .option("--jobs <n>", "how many submissions at a time; by default one for each processor", toJobs)
    .option(
      "--shard <i/n>",
      "grade only the i-th of n parts, counted from 0, all with one --seed; --from makes one report of their json",
      toShard,
    )
    .addOption(new Option("--format <name>", "of the report").choices(formats).default("markdown"))
    .option(
      "--out <file>",
      "write the report there (html: into this folder), and go on there after an interruption",
    )
    .option("--from", "the paths are reports of --format json, of shards perhaps: nothing is graded again")
    .option(
      "--allow-weak-isolation",
      "grade although this machine cannot lock submissions up well (see paxoslab doctor)",
    )
    .addOption(
      new Option("--init <kind>", "write what runs the grader elsewhere into the folder").choices([
        "gradescope",
        "actions",
      ]),
    )
    .addHelpText("after", inWords)
    .action(async (paths: readonly string[], flags: GradeFlags) => {
      if (paths.length === 0) throw new CliError(noPath(flags), gradeExitCode.badUsage);
      if (flags.init === undefined) {
        const { grade } = await import("./grade/grade.ts");
        process.exitCode = await grade(paths, flags);
      } else {
        const { init } = await import("./grade/init.ts");
        await init(flags.init, paths, flags);
      }
    });
}

/** --exercise takes all that stands behind it, the path too. */
function noPath({ exercise, init }: GradeFlags): string {
  const command = `paxoslab grade ${init === undefined ? "submissions" : `--init ${init} FOLDER`}`;
  const taken = exercise === undefined ? "" : `, before --exercise, which takes every word behind it`;
  return `Name the folder${taken}: ${command} --exercise acceptor.`;
}

function toSeed(text: string): number {
  const seed = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(seed))
    throw new InvalidArgumentError("Give a whole number, for example 7.");
  return seed;
}

const inWords = `
From a folder of submissions to grades:
  paxoslab grade submissions --exercise acceptor --format html --out grades    then open grades/index.html
  paxoslab grade submissions --exercise acceptor --format csv --out grades.csv

Whose a submission is, its folder or file says by its name. Of each only acceptor.ts (or the cell of a notebook tagged
exercise:acceptor) is looked at. Killed and started again with the same --out, it goes on where it was.

Exit codes:
    0  everything was graded, whatever the grades
    1  some submissions could not be judged, through no fault of their own: grade again
    2  bad usage
    3  a file or folder is missing, or cannot be written
    4  this machine cannot lock submissions up well enough
  130  interrupted`;
