import type { Experiment, Measures, Point } from "./experiment.ts";
import { measureRun, type RunResult } from "./measure-run.ts";
import { planSweep, type SweepOptions } from "./plan.ts";
import { sweepOf, type Sweep } from "./sweep.ts";

/** How far a sweep has come. */
export interface SweepProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Runs an experiment here and now, one run after the other: for notebooks and small sweeps.
 * `paxoslab experiment` runs large ones on all processors.
 *
 * @throws SweepError for options that do not fit the experiment, and for the first run that fails.
 */
export function sweepHere<P extends Point, M extends Measures>(
  experiment: Experiment<P, M>,
  options: SweepOptions<P> = {},
): Sweep<P, M> {
  const steps = sweepStepwise(experiment, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same, giving way after every run: to show progress, or to stop. */
export function* sweepStepwise<P extends Point, M extends Measures>(
  experiment: Experiment<P, M>,
  options: SweepOptions<P> = {},
): Generator<SweepProgress, Sweep<P, M>> {
  const plan = planSweep(experiment, options);
  const results: RunResult<P, M>[] = [];
  for (const run of plan.runs) {
    results.push({ ...run, ...measureRun(experiment, run) });
    yield { done: results.length, total: plan.runs.length };
  }
  return sweepOf(plan, results);
}
