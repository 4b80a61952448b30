import type { RunResult, Sweep } from "../index.ts";
import type { Plan, PlannedRun } from "../plan.ts";
import { sweepOf } from "../sweep.ts";
import { Cache } from "./cache.ts";
import { codeOf } from "./code-hash.ts";
import { Thread } from "./thread.ts";

export interface RunSweep {
  readonly plan: Plan;
  /** The module that {@link load} took the experiment from. */
  readonly file: string;
  /** How many threads. */
  readonly jobs: number;
  /** Where results are kept, and looked for; null for nowhere. */
  readonly cacheFolder: string | null;
  readonly onProgress?: (progress: Progress) => void;
  /** Begins no further run, and waits for those under way. */
  readonly stop?: AbortSignal;
  /** Waits for nothing. */
  readonly kill?: AbortSignal;
}

export interface Progress {
  readonly total: number;
  /** Runs of which the result was known before. */
  readonly known: number;
  readonly computed: number;
}

export interface Swept extends Progress {
  readonly sweep: Sweep;
}

/** Does the runs of a sweep on several threads. What comes of it does not depend on how many. */
export async function runSweep(task: RunSweep): Promise<Swept> {
  const { plan, file, cacheFolder } = task;
  const code = codeOf(file);
  const cache = cacheFolder === null ? null : new Cache(cacheFolder, plan.experiment.name, code);
  const results = plan.runs.flatMap((run) => cache?.find(run) ?? []);
  const todo = plan.runs.filter((run) => (cache?.find(run) ?? null) === null);
  const known = results.length;
  const progress = (): Progress => ({ total: plan.runs.length, known, computed: results.length - known });
  try {
    task.onProgress?.(progress());
    await shareOut(todo, task, (result) => {
      cache?.keep(result);
      results.push(result);
      task.onProgress?.(progress());
    });
  } finally {
    cache?.close();
  }
  return { ...progress(), sweep: sweepOf(plan, results, code) };
}

/** A run is handed to whichever thread is free. */
async function shareOut(
  runs: readonly PlannedRun[],
  { file, jobs, stop, kill }: RunSweep,
  onResult: (result: RunResult) => void,
): Promise<void> {
  const isStopped = (): boolean => stop?.aborted === true || kill?.aborted === true;
  const left = runs.values();
  const work = async (): Promise<void> => {
    let thread = new Thread(file);
    const end = (): void => void thread.end();
    kill?.addEventListener("abort", end);
    try {
      for (const run of left) {
        if (isStopped()) return;
        if (!thread.isAlive) thread = new Thread(file);
        const outcome = await thread.measure(run);
        if (kill?.aborted === true) return;
        onResult({ ...run, ...outcome });
      }
    } finally {
      kill?.removeEventListener("abort", end);
      await thread.end();
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, runs.length) }, work));
}
