import { InvalidArgumentError, Option, type Command } from "commander";
import { exitCode } from "./errors.ts";

/** The exit codes of `paxoslab run`. */
export const runExitCode = {
  ...exitCode,
  cellFailed: 1,
  file: 3,
  notANotebook: 4,
  noKernel: 5,
  kernelDied: 6,
  timedOut: 7,
} as const;

export interface RunFlags {
  readonly kernel: string;
  readonly out?: string;
  readonly html?: true;
  readonly inPlace?: true;
  /** In seconds. */
  readonly timeout?: number;
}

/** `paxoslab run`: runs notebooks without a browser. */
export function addRunCommand(program: Command): void {
  program
    .command("run")
    .description("run notebooks from top to bottom and tell whether every cell ran")
    .argument("<file...>", "notebooks, *.ipynb")
    .option("--kernel <name>", "kernel to run them in: paxoslab, tslab or any that Jupyter knows", "paxoslab")
    .option("--out <dir>", "write the executed notebooks into this folder")
    .addOption(new Option("--in-place", "write the outputs into the notebooks themselves").conflicts("out"))
    .option("--html", "write a self-contained page beside each executed notebook")
    .option("--timeout <seconds>", "how long one cell may take", toSeconds)
    .addHelpText("after", codesInWords)
    .action(async (files: readonly string[], flags: RunFlags) => {
      const { runFiles } = await import("./run/files.ts");
      process.exitCode = await runFiles(files, flags);
    });
}

function toSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 1_000_000)) {
    throw new InvalidArgumentError("Give a number of seconds above 0, for example 60.");
  }
  return seconds;
}

const codesInWords = `
Nothing is written without --out or --in-place. Later notebooks still run when one fails.

Exit codes (of several failures, the first):
    0  every cell of every notebook ran
    1  a cell failed
    2  bad usage
    3  a file is missing or cannot be read or written
    4  a file is not a valid notebook of format 4
    5  there is no such kernel
    6  the kernel did not start, or died
    7  a cell took longer than --timeout
  130  interrupted`;
