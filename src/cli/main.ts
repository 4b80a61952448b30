import { createRequire } from "node:module";
import { Command } from "commander";
import { report } from "./errors.ts";
import { addCheckCommand } from "./check.ts";
import { addDoctorCommand } from "./doctor.ts";
import { addExperimentCommand } from "./experiment.ts";
import { addGradeCommand } from "./grade.ts";
import { addKernelCommand } from "./kernel.ts";
import { addLabCommand } from "./lab.ts";
import { addLearnCommand } from "./learn.ts";
import { addRunCommand } from "./run.ts";
import { addVerifyCommand } from "./verify.ts";

/**
 * The command line.
 *
 * @param args what stands behind `paxoslab`.
 *
 * Sets the exit code of the process; whatever went wrong has been told on standard error.
 */
export async function main(args: readonly string[]): Promise<void> {
  try {
    await newProgram().parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** Each command registers itself and loads what it needs only when it is called: `--help` stays quick. */
function newProgram(): Command {
  const program = new Command("paxoslab")
    .description("Learn distributed consensus by breaking it.")
    .version(version(), "-v, --version")
    // An option belongs to the command it stands behind, though another has one of the same name.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(asSentence(text)) });
  addRunCommand(program);
  addLabCommand(program);
  addLearnCommand(program);
  addCheckCommand(program);
  addGradeCommand(program);
  addVerifyCommand(program);
  addExperimentCommand(program);
  addKernelCommand(program);
  addDoctorCommand(program);
  return program;
}

function version(): string {
  const manifest = createRequire(import.meta.url)("../../package.json") as { readonly version: string };
  return manifest.version;
}

/** `error: unknown option '--htm'` becomes one of our sentences. */
function asSentence(text: string): string {
  return text.replace(/^error: /, "paxoslab: ").replace(/\n\(Did you mean (.+)\?\)/, "; did you mean $1?");
}
