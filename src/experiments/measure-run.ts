import type { Experiment, Measured, Measures, Point } from "./experiment.ts";
import type { PlannedRun } from "./plan.ts";

/** A run with what came of it. */
export type RunResult<P extends Point = Point, M extends Measures = Measures> = PlannedRun<P> & Outcome<M>;

export type Outcome<M extends Measures = Measures> =
  | { readonly measures: Measured<M> }
  /** It threw, or did not measure what it says it measures; one line. */
  | { readonly error: string };

/** Does one run. Whatever its code throws is told as its outcome: the other runs are none the worse for it. */
export function measureRun<P extends Point, M extends Measures>(
  experiment: Experiment<P, M>,
  { parameters, seed }: PlannedRun<P>,
): Outcome<M> {
  try {
    return checked(experiment.measures, experiment.run({ ...parameters }, seed));
  } catch (error) {
    return {
      error: error instanceof Error ? `${error.name}: ${error.message}` : `It threw ${String(error)}`,
    };
  }
}

function checked<M extends Measures>(measures: M, measured: Measured<M>): Outcome<M> {
  const numbers: Record<string, number | null> = {};
  for (const name of Object.keys(measures)) {
    const value: unknown = (measured as Partial<Measured<M>> | undefined)?.[name];
    if (value !== null && !Number.isFinite(value)) {
      return {
        error: `It measured ${name} as ${formatted(value)}, which is neither a finite number nor null.`,
      };
    }
    if (measures[name]!.isYesOrNo === true && value !== null && value !== 0 && value !== 100) {
      return { error: `It measured ${name}, which says yes (100) or no (0), as ${formatted(value)}.` };
    }
    // In JSON there is no -0: a result just computed must equal the same one read from a file.
    numbers[name] = value === null ? null : Number(value) + 0;
  }
  return { measures: numbers as Measured<M> };
}

const formatted = (value: unknown): string =>
  typeof value === "number" ? String(value) : (JSON.stringify(value) ?? typeof value);
