import { InvalidArgumentError, Option, type Command } from "commander";
import { toCount, toPositive } from "./arguments.ts";
import { exitCode } from "./errors.ts";

/** The exit codes of `paxoslab verify`. */
export const verifyExitCode = { ...exitCode, violated: 1, boundReached: 3, file: 4, brokenStep: 5 } as const;

export interface VerifyFlags {
  readonly model?: string;
  readonly nodes?: number;
  readonly faulty?: number;
  readonly clients?: number;
  readonly proposers?: number;
  readonly values?: number;
  readonly ballots?: number;
  readonly slots?: number;
  readonly crashes?: number;
  readonly loss?: number;
  readonly duplicate?: number;
  readonly random?: number;
  readonly seed?: number;
  readonly maxDepth?: number;
  readonly maxStates?: number;
  readonly maxSeconds?: number;
  readonly maxMemory?: number;
  readonly stepSeconds: number;
  readonly minimise?: true;
  readonly save?: string;
  readonly test?: string;
  readonly replay?: string;
  readonly json?: true;
}

/** `paxoslab verify`: explores every run of a protocol within bounds. */
export function addVerifyCommand(program: Command): void {
  program
    .command("verify")
    .description("explore every run of a protocol within bounds, and tell whether it keeps its promises")
    .argument("[what]", "a model by its name, or a file of your own, *.ts; without it, the models are listed")
    .option("--model <name>", "the same as naming the model")
    .option("--nodes <n>", "how many nodes", toCount)
    .option("--faulty <n>", "how many nodes may say anything to anybody", toCount)
    .option("--clients <n>", "how many clients", toCount)
    .option("--proposers <n>", "how many nodes propose", toCount)
    .option("--values <n>", "how many values there are to pick from", toCount)
    .option("--ballots <n>", "how many ballots there are", toCount)
    .option("--slots <n>", "how long a log may grow", toCount)
    .option("--crashes <n>", "crashes in a run, each with a restart", toCount)
    .addOption(oneOrMore("--loss [n]", "messages that may be lost; without a number, one"))
    .addOption(oneOrMore("--duplicate [n]", "messages that may come twice; without a number, one"))
    .option("--random <runs>", "instead of exploring, run so many random storms in the simulator", toPositive)
    .option("--seed <n>", "the seed of the first storm", toCount)
    .option("--max-depth <n>", "do not look beyond so many steps", toPositive)
    .option("--max-states <n>", "stop at so many states", toPositive)
    .option("--max-seconds <s>", "stop after so long", toAmount)
    .option("--max-memory <mb>", "stop when the search holds so many megabytes", toAmount)
    .option("--step-seconds <s>", "how long one step of the protocol may take", toAmount, 10)
    .option("--minimise", "of the shortest counterexamples, look for one with the fewest faults and requests")
    .option("--save <file>", "write a counterexample as JSON, for --replay")
    .option("--test <file>", "write a counterexample as a vitest test")
    .option("--replay <file>", "play a counterexample that --save wrote, and tell what happens")
    .option("--json", "print the result as JSON")
    .addHelpText("after", codesInWords)
    .action(async (what: string | undefined, flags: VerifyFlags) => {
      const { verify } = await import("./verify/verify.ts");
      process.exitCode = await verify(what, flags);
    });
}

const oneOrMore = (flags: string, description: string): Option =>
  new Option(flags, description).preset("1").argParser(toCount);

function toAmount(text: string): number {
  const amount = Number(text);
  if (!(amount > 0 && amount < Infinity))
    throw new InvalidArgumentError("Give a number above 0, for example 60.");
  return amount;
}

const codesInWords = `
A file of your own exports a model: \`protocol\` and \`nodes\`, and if need be \`requests\`, \`properties\`,
\`sometimes\`, \`network\`, \`crashes\`, \`within\`; each by its name, or all of them in its default export.
docs/checker.md has a complete one.

Exit codes:
    0  held: everything within the bounds was seen, and nothing was wrong with it
    1  violated: the counterexample has been printed
    2  bad usage
    3  a bound was reached, and nothing was wrong so far
    4  a file is missing, or is not what it should be
    5  the protocol's code breaks its contract: it throws, changes its input, is not deterministic, never ends …
  130  interrupted; what was found so far has been printed`;
