import type { Experiment, Grid, Measures, Point, Value } from "./experiment.ts";
import { requireSoundExperiment } from "./sound.ts";
import { requireSoundOptions } from "./sound-options.ts";
import { SweepError } from "./sweep-error.ts";

/** How a sweep differs from what its experiment says. */
export interface SweepOptions<P extends Point = Point> {
  /** Other values for some of the parameters. */
  readonly set?: { readonly [K in keyof P]?: readonly P[K][] };
  /** How many seeds at each point. */
  readonly seeds?: number;
  /** By default 1. */
  readonly firstSeed?: number;
  readonly shard?: Shard;
}

/** One of `count` parts of a sweep, each of which a machine of its own can run; counted from 0. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** The same seeds at every point: the seeds `first`, `first` + 1, … */
export interface Seeds {
  readonly first: number;
  readonly count: number;
}

/** All that a sweep, or a shard of it, has to do, in order. */
export interface Plan<P extends Point = Point, M extends Measures = Measures> {
  readonly experiment: Experiment<P, M>;
  readonly parameters: Grid<P>;
  readonly seeds: Seeds;
  readonly shard: Shard | null;
  readonly runs: readonly PlannedRun<P>[];
}

export interface PlannedRun<P extends Point = Point> {
  readonly parameters: P;
  readonly seed: number;
}

/** @throws SweepError for options that do not fit the experiment. */
export function planSweep<P extends Point, M extends Measures>(
  experiment: Experiment<P, M>,
  options: SweepOptions<P> = {},
): Plan<P, M> {
  requireSoundExperiment(experiment);
  const { shard = null, set = {} } = options;
  const seeds = { first: options.firstSeed ?? 1, count: options.seeds ?? experiment.seeds };
  const parameters: Grid<P> = { ...experiment.parameters, ...set };
  requireSoundOptions(experiment, { parameters, seeds, shard });
  for (const point of pointsOf(parameters)) requireAccepted(experiment, point);
  const runs = runsOf(parameters, seeds, shard);
  return { experiment, parameters, seeds, shard, runs };
}

/** The runs of a sweep point by point, at each the seeds upwards; a shard is every so-manieth of them. */
export function runsOf<P extends Point>(
  parameters: Grid<P>,
  { first, count }: Seeds,
  shard: Shard | null,
): readonly PlannedRun<P>[] {
  const all = pointsOf(parameters).flatMap((parameters) =>
    Array.from({ length: count }, (_, nth) => ({ parameters, seed: first + nth })),
  );
  return shard === null ? all : all.filter((_, nth) => nth % shard.count === shard.index);
}

/** Every choice of one value for each parameter; the last one changes fastest. */
export function pointsOf<P extends Point>(parameters: Grid<P>): readonly P[] {
  return Object.entries<readonly Value[]>(parameters).reduce<readonly Point[]>(
    (points, [name, values]) =>
      points.flatMap((point) => values.map((value) => ({ ...point, [name]: value }))),
    [{}],
  ) as readonly P[];
}

/** What makes a run another one than any other of its sweep. */
export function keyOf({ parameters, seed }: PlannedRun): string {
  const named = Object.entries(parameters).sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([named, seed]);
}

function requireAccepted<P extends Point>(experiment: Experiment<P>, point: P): void {
  const problem = experiment.refuses?.(point) ?? null;
  if (problem !== null) throw new SweepError(`${experiment.name} cannot run like this: ${problem}`);
}
