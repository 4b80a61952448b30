import {
  findKernelSpec,
  KernelNotFoundError,
  KernelStartError,
  type KernelSpec,
} from "../../kernel/client/index.ts";
import { NotebookFileError, NotebookFormatError, readNotebook } from "../../notebook/index.ts";
import { CliError } from "../errors.ts";
import { runExitCode, type RunFlags } from "../run.ts";
import { runFile, type Verdict } from "./file.ts";
import { planTargets, type Job } from "./targets.ts";

/**
 * Runs each notebook in a kernel of its own, writes what was asked for, and tells of it.
 *
 * @returns the exit code: 0 or that of the first failure.
 * @throws CliError when nothing was run.
 */
export async function runFiles(files: readonly string[], flags: RunFlags): Promise<number> {
  const jobs = await planTargets(files, flags);
  const kernel = await kernelNamed(flags.kernel);
  const interrupt = interruptOnSignal();
  const verdicts: { readonly job: Job; readonly verdict: Verdict }[] = [];
  for (const job of jobs) {
    if (interrupt.aborted) break;
    verdicts.push({ job, verdict: await verdictOn(job, kernel, flags, interrupt) });
  }
  if (jobs.length > 1) summarise(verdicts, jobs.length);
  const firstFailure = verdicts.find(({ verdict }) => verdict.exitCode !== 0);
  return firstFailure?.verdict.exitCode ?? (interrupt.aborted ? runExitCode.interrupted : runExitCode.ok);
}

async function kernelNamed(name: string): Promise<KernelSpec> {
  try {
    return await findKernelSpec(name);
  } catch (error) {
    if (error instanceof KernelNotFoundError) throw new CliError(error.message, runExitCode.noKernel);
    throw error;
  }
}

/** What the notebook or the machine did wrong is a verdict; anything else is a bug and ends the program. */
async function verdictOn(
  job: Job,
  kernel: KernelSpec,
  flags: RunFlags,
  interrupt: AbortSignal,
): Promise<Verdict> {
  try {
    const notebook = await readNotebook(job.source);
    return await runFile(job, notebook, { kernel, interrupt, flags });
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    const { message } = error as Error;
    process.stderr.write(`paxoslab: ${message}\n`);
    return { exitCode: code, summary: message.replace(/\. It printed last:[^]*/, ".") };
  }
}

function codeOf(error: unknown): number | undefined {
  if (error instanceof NotebookFileError) return runExitCode.file;
  if (error instanceof NotebookFormatError) return runExitCode.notANotebook;
  if (error instanceof KernelStartError) return runExitCode.kernelDied;
  return undefined;
}

/** The first signal interrupts the cell that runs; npm may pass the same Ctrl-C on once more. */
function interruptOnSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => controller.abort());
  }
  return controller.signal;
}

function summarise(
  verdicts: readonly { readonly job: Job; readonly verdict: Verdict }[],
  total: number,
): void {
  const failed = verdicts.filter(({ verdict }) => verdict.exitCode !== 0);
  const ran = verdicts.length - failed.length;
  console.log(`\n${ran} of ${total} notebooks ran to the end.`);
  for (const { job, verdict } of failed) console.log(`  ${job.source}: ${verdict.summary}`);
}
