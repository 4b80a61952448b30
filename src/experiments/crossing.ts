import type { Measures, Point, Value } from "./experiment.ts";
import { estimateMean } from "./statistics/estimates.ts";
import type { Sweep } from "./sweep.ts";

export interface CrossingOptions<P extends Point, M extends Measures> {
  /** A parameter whose values are numbers, and the measure that is compared. */
  readonly x: keyof P & string;
  readonly y: keyof M & string;
  /** The two to be compared are these values of that parameter. */
  readonly by: keyof P & string;
  readonly between: { readonly first: Value; readonly second: Value };
}

/** Where one of two lines stops being above the other. */
export interface Crossing {
  readonly at: number;
  /** Below and above these, 95 % intervals say which of the two is above; null if they do not say it anywhere there. */
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The lowest place at which the means of two lines of a sweep cross; null if they do not. Runs of one seed are compared with
 * each other, and between two points of the grid a difference is taken to change evenly.
 */
export function crossing<P extends Point, M extends Measures>(
  { parameters, runs }: Sweep<P, M>,
  { x, y, by, between }: CrossingOptions<P, M>,
): Crossing | null {
  const differences = (parameters[x] as readonly number[])
    .toSorted((a, b) => a - b)
    .flatMap((place) => {
      const here = runs.filter((run) => run.parameters[x] === place);
      const measured = (line: Value): ReadonlyMap<number, number> =>
        new Map(
          here.flatMap((run) => {
            const value = run.parameters[by] === line && "measures" in run ? run.measures[y] : null;
            return value === null || value === undefined ? [] : [[run.seed, value] as const];
          }),
        );
      const [first, second] = [measured(between.first), measured(between.second)];
      const paired = [...first].flatMap(([seed, value]) =>
        second.has(seed) ? [value - second.get(seed)!] : [],
      );
      const mean = estimateMean(paired);
      return mean === null ? [] : [{ place, ...mean }];
    });
  const line = (pick: (of: (typeof differences)[number]) => number | null): number | null =>
    zeroOf(
      differences.flatMap((difference) => {
        const height = pick(difference);
        return height === null ? [] : [{ place: difference.place, height }];
      }),
    );
  const at = line(({ value }) => value);
  if (at === null) return null;
  const ends = [line(({ low }) => low), line(({ high }) => high)];
  return {
    at,
    low: ends.find((end) => end !== null && end <= at) ?? null,
    high: ends.find((end) => end !== null && end >= at) ?? null,
  };
}

function zeroOf(points: readonly { readonly place: number; readonly height: number }[]): number | null {
  for (const [nth, { place, height }] of points.entries()) {
    const next = points[nth + 1];
    if (height === 0) return place;
    if (next === undefined || height < 0 === next.height < 0) continue;
    return place + ((next.place - place) * height) / (height - next.height);
  }
  return null;
}
