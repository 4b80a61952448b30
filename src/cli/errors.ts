import { CommanderError } from "commander";

/** Exit codes that every command shares; the others belong to one command and stand in its help. */
export const exitCode = { ok: 0, badUsage: 2, bug: 70, interrupted: 130 } as const;

/** What the user did or met, told in a sentence. Commands turn the typed errors of the parts they call into it. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly exitCode: number;

  constructor(sentence: string, code: number, options?: ErrorOptions) {
    super(sentence, options);
    this.exitCode = code;
  }
}

/** Tells of an error on standard error and gives the exit code. Anything not foreseen is a bug of ours. */
export function report(error: unknown): number {
  if (error instanceof CliError) {
    process.stderr.write(`paxoslab: ${error.message}\n`);
    return error.exitCode;
  }
  if (error instanceof CommanderError) {
    // Commander has already written its sentence, the help or the version.
    return error.exitCode === 0 ? exitCode.ok : exitCode.badUsage;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    `paxoslab: this is a bug of paxoslab, please report it with the lines below.\n${stack}\n`,
  );
  return exitCode.bug;
}
