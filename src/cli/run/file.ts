import { basename, dirname, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { KernelSpec } from "../../kernel/client/index.ts";
import {
  renderHtml,
  runNotebook,
  writeNotebook,
  writeWhole,
  type Notebook,
  type RunEnd,
} from "../../notebook/index.ts";
import { runExitCode, type RunFlags } from "../run.ts";
import { inSeconds, Progress } from "./progress.ts";
import type { Job } from "./targets.ts";

/** How it went for one notebook. */
export interface Verdict {
  readonly exitCode: number;
  /** A sentence without the name of the notebook. */
  readonly summary: string;
}

interface Setting {
  readonly kernel: KernelSpec;
  readonly flags: RunFlags;
  readonly interrupt: AbortSignal;
}

/** Runs one notebook, writes what ran even if it failed on the way, and tells how it ended. */
export async function runFile(job: Job, notebook: Notebook, setting: Setting): Promise<Verdict> {
  const start = Date.now();
  const progress = new Progress(basename(job.source));
  const { timeout } = setting.flags;
  const result = await runNotebook(notebook, {
    kernel: setting.kernel,
    cwd: dirname(resolve(job.source)),
    signal: setting.interrupt,
    onCell: (cell) => progress.show(cell),
    ...(timeout === undefined ? {} : { timeoutPerCell: timeout * 1_000 }),
  }).finally(() => progress.end());
  const verdict = verdictFor(result.end, Date.now() - start);
  tell(job, result.end, verdict);
  await write(job, result.notebook);
  return verdict;
}

function verdictFor(end: RunEnd, elapsed: number): Verdict {
  if (end.kind === "completed") {
    const cells = end.cells === 1 ? "1 cell" : `${end.cells} cells`;
    return { exitCode: runExitCode.ok, summary: `${cells} ran in ${inSeconds(elapsed)}` };
  }
  const cell = `cell ${end.number} of ${end.total}`;
  switch (end.kind) {
    case "failed":
      return { exitCode: runExitCode.cellFailed, summary: `${cell} failed` };
    case "timed-out":
      return { exitCode: runExitCode.timedOut, summary: `${cell} took longer than ${end.timeout / 1_000} s` };
    case "died":
      return { exitCode: runExitCode.kernelDied, summary: `in ${cell} the kernel ${end.how}` };
    case "interrupted":
      return { exitCode: runExitCode.interrupted, summary: `${cell} was interrupted` };
  }
}

function tell(job: Job, end: RunEnd, verdict: Verdict): void {
  if (end.kind === "completed") {
    console.log(`${basename(job.source)}  ${verdict.summary}`);
    return;
  }
  const firstLine = end.source.trimStart().split("\n", 1)[0] ?? "";
  console.error(`paxoslab: ${job.source}: ${verdict.summary}. The cell begins: ${firstLine}`);
  if (end.kind === "failed") {
    console.error(process.stderr.isTTY ? end.traceback : stripVTControlCharacters(end.traceback));
  }
}

/** @throws NotebookFileError */
async function write({ source, notebook: target, page }: Job, notebook: Notebook): Promise<void> {
  if (target === undefined) return;
  await writeNotebook(target, notebook);
  if (page === undefined) return;
  const fallbackTitle = basename(source, ".ipynb");
  await writeWhole(page, await renderHtml(notebook, { fallbackTitle, folder: dirname(resolve(source)) }));
}
