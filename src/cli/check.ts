import type { Command } from "commander";
import { exitCode } from "./errors.ts";

export const checkExitCode = { ...exitCode, notPassed: 1, noFile: 3 } as const;

export interface CheckFlags {
  readonly seed?: string;
}

/** `paxoslab check`: what the judge says of one solution, once. */
export function addCheckCommand(program: Command): void {
  program
    .command("check")
    .description("look at your solution of an exercise and say what is wrong with it")
    .argument(
      "<exercise-or-file>",
      "an exercise, such as acceptor, or a file that solves one, such as mine/acceptor.ts",
    )
    .option("--seed <number>", "what the questions are drawn from; the same seed asks the same", "1")
    .addHelpText("after", codesInWords)
    .action(async (what: string, flags: CheckFlags) => {
      const { checkOnce } = await import("./learn/once.ts");
      process.exitCode = await checkOnce(what, flags);
    });
}

const codesInWords = `
Runs your code on this machine, without a sandbox: for your own work. Submissions of others: paxoslab grade.

Exit codes:
    0  it passes
    1  it does not
    2  bad usage
    3  there is no such file`;
