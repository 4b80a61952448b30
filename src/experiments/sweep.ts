import type { Grid, Measures, Point } from "./experiment.ts";
import type { RunResult } from "./measure-run.ts";
import type { Plot } from "./plot.ts";
import { keyOf, runsOf, type Plan, type Seeds, type Shard } from "./plan.ts";
import { summarise, type PointSummary } from "./statistics/summary.ts";

/**
 * What came of a sweep, or of a shard of it. It holds no time of day and no machine's name: whoever runs it, on
 * however many threads, gets the same.
 */
export interface Sweep<P extends Point = Point, M extends Measures = Measures> extends Heading<P, M> {
  /** Null for a whole sweep. */
  readonly shard: Shard | null;
  /** Runs that were not done, because the sweep was stopped; 0 in a complete one. */
  readonly missing: number;
  /** Point by point, at each the seeds upwards. */
  readonly runs: readonly RunResult<P, M>[];
  /** A summary for each point. */
  readonly summary: readonly PointSummary<P, M>[];
}

/** Which sweep it is: the same in all its shards. */
export interface Heading<P extends Point = Point, M extends Measures = Measures> {
  readonly experiment: string;
  readonly question: string;
  readonly parameters: Grid<P>;
  readonly measures: M;
  readonly seeds: Seeds;
  /** How it is best drawn; null if the experiment does not say. */
  readonly plot: Plot<keyof P & string, keyof M & string> | null;
  /** Whose code ran; null where nobody looked. */
  readonly code: Code | null;
}

export interface Code {
  /** The version of this package. */
  readonly paxoslab: string;
  /** SHA-256 of the experiment's module and all that it imports. */
  readonly sha256: string;
}

/** Puts results that came in any order into the order of the plan. */
export function sweepOf<P extends Point, M extends Measures>(
  { experiment: { name, question, measures, plot }, parameters, seeds, shard }: Plan<P, M>,
  results: readonly RunResult<P, M>[],
  code: Code | null = null,
): Sweep<P, M> {
  const heading = { experiment: name, question, parameters, measures, seeds, plot: plot ?? null, code };
  return assemble(heading, shard, results);
}

export function assemble<P extends Point, M extends Measures>(
  heading: Heading<P, M>,
  shard: Shard | null,
  results: readonly RunResult<P, M>[],
): Sweep<P, M> {
  const byKey = new Map(results.map((result) => [keyOf(result), result]));
  const planned = runsOf(heading.parameters, heading.seeds, shard);
  const runs = planned.flatMap((run) => byKey.get(keyOf(run)) ?? []);
  if (runs.length !== results.length)
    throw new Error("A result belongs to no run of its sweep, or two to one.");
  return {
    ...heading,
    shard,
    missing: planned.length - runs.length,
    runs,
    summary: summarise(heading, runs),
  };
}
