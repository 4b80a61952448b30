import jStat from "jstat";
import { groupedBy } from "../../core/index.ts";
import type { Grid, Measure, Measures, Point } from "../experiment.ts";
import type { RunResult } from "../measure-run.ts";
import { pointsOf } from "../plan.ts";
import { estimateMean, estimateQuantile, estimateShare, type Estimate } from "./estimates.ts";

/** What the runs at one point of the grid come to. */
export interface PointSummary<P extends Point = Point, M extends Measures = Measures> {
  readonly parameters: P;
  /** Runs at this point, and how many of them failed. */
  readonly runs: number;
  readonly failed: number;
  readonly measures: { readonly [K in keyof M]: MeasureSummary };
}

/** All in the measure's own unit. */
export interface MeasureSummary {
  /** Runs that measured a number; all that follows is about these. */
  readonly count: number;
  /** Runs in which it did not happen. */
  readonly absent: number;
  readonly mean: Estimate | null;
  readonly median: Estimate | null;
  readonly p95: Estimate | null;
  readonly p99: Estimate | null;
  readonly least: number | null;
  readonly most: number | null;
  /** Standard deviation of the sample. */
  readonly deviation: number | null;
}

/** @param runs point by point, in the order of the grid. */
export function summarise<P extends Point, M extends Measures>(
  { parameters, measures }: { readonly parameters: Grid<P>; readonly measures: M },
  runs: readonly RunResult<P, M>[],
): readonly PointSummary<P, M>[] {
  const groups = groupedBy(runs, ({ parameters }) => JSON.stringify(Object.values(parameters)));
  return pointsOf(parameters).flatMap((point) => {
    const here = groups.get(JSON.stringify(Object.values(point)));
    return here === undefined ? [] : [summarisePoint(point, measures, here)];
  });
}

function summarisePoint<P extends Point, M extends Measures>(
  parameters: P,
  measures: M,
  runs: readonly RunResult<P, M>[],
): PointSummary<P, M> {
  const measured = runs.flatMap((run) => ("error" in run ? [] : [run.measures]));
  const summaries = Object.keys(measures).map((name) => {
    const values = measured.map((measures) => measures[name] as number | null);
    return [name, summariseMeasure(values, measures[name]!)] as const;
  });
  return {
    parameters,
    runs: runs.length,
    failed: runs.length - measured.length,
    measures: Object.fromEntries(summaries) as PointSummary<P, M>["measures"],
  };
}

function summariseMeasure(values: readonly (number | null)[], { isYesOrNo }: Measure): MeasureSummary {
  const sorted = values.filter((value) => value !== null).sort((left, right) => left - right);
  return {
    count: sorted.length,
    absent: values.length - sorted.length,
    mean: isYesOrNo === true ? estimateShare(sorted) : estimateMean(sorted),
    median: estimateQuantile(sorted, 0.5),
    p95: estimateQuantile(sorted, 0.95),
    p99: estimateQuantile(sorted, 0.99),
    least: sorted[0] ?? null,
    most: sorted.at(-1) ?? null,
    deviation: sorted.length < 2 ? null : jStat.stdev(sorted, true),
  };
}
