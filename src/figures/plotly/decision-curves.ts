import type { PlotlyFigure } from "../figure.ts";
import { unitFor, type TimeUnit } from "../time-units.ts";
import { chart } from "./chart.ts";
import { tell, type Measured } from "./durations.ts";
import { lineStyle } from "./line-styles.ts";

export interface CurvesOptions {
  readonly title?: string;
  /** `log` gives milliseconds and minutes the same room, and says beside each name how many never decided. */
  readonly timeAxis?: "linear" | "log";
}

/** Named sets of runs as cumulative curves, to be compared. A curve ends below the top by what never decided. */
export function curves(sets: readonly Measured[], options: CurvesOptions): PlotlyFigure {
  const all = sets.flatMap(({ durations }) => durations);
  const longest = all.reduce((most, duration) => Math.max(most, duration), 1);
  const isLog = options.timeAxis === "log";
  const unit = unitFor(longest);
  const shortest = isLog
    ? all.reduce((least, duration) => Math.min(least, Math.max(1, duration)), longest)
    : 0;
  return chart({
    title: options.title ?? "Share of runs that have decided, over time",
    alt: `Cumulative curves. ${sets.map(tell).join(" ")}`,
    data: sets.map((set, index) => ({
      type: "scatter",
      mode: "lines",
      name: isLog ? `${set.name}${neverWords(set.durations.length, set.undecided)}` : set.name,
      ...cumulative(set, unit, shortest, isLog ? longest : null),
      line: {
        shape: "hv",
        width: 2.4,
        ...lineStyle(index),
      },
      hovertemplate: `${set.name}: %{y:.0%} within %{x:.4~g} ${unit.name}<extra></extra>`,
    })),
    xTitle: `time to decide (${unit.name}${isLog ? ", logarithmic" : ""})`,
    yTitle: "share of runs decided",
    layout: {
      yaxis: { tickformat: ".0%", range: [0, 1.02] },
      ...(isLog
        ? { xaxis: { type: "log", ...readableTicks(shortest / unit.size, longest / unit.size) } }
        : {}),
    },
  });
}

/** 20, 50, 100, 200, …: every number in full. */
export function readableTicks(
  from: number,
  to: number,
): { readonly tickmode: "array"; readonly tickvals: number[]; readonly ticktext: string[] } {
  const powers = Array.from(
    { length: Math.ceil(Math.log10(to)) - Math.floor(Math.log10(from)) + 1 },
    (_, index) => Math.floor(Math.log10(from)) + index,
  );
  const tickvals = powers
    .flatMap((power) => [1, 2, 5].map((factor) => Number(`${factor}e${power}`)))
    .filter((tick) => tick >= from && tick <= to);
  return { tickmode: "array", tickvals, ticktext: tickvals.map((tick) => tick.toLocaleString("en")) };
}

/** Beside a name: of how many there is nothing to draw. */
export const neverWords = (decided: number, undecided: number): string =>
  undecided === 0 ? "" : `: ${percent(undecided / (undecided + decided))} never`;

/** Never "100 %" or "0 %" for what is only nearly so. */
function percent(share: number): string {
  if (share > 0.99 && share < 1) return "> 99 %";
  return share < 0.01 ? "< 1 %" : `${Math.round(share * 100)} %`;
}

/** @param end - draw the curve on until then, though nothing more is decided; null lets it end with its last run. */
function cumulative(
  { durations, undecided }: Measured,
  unit: TimeUnit,
  start: number,
  end: number | null,
): { readonly x: number[]; readonly y: number[] } {
  const total = durations.length + undecided;
  const rest = end === null ? [] : [end];
  return {
    x: [start, ...durations, ...rest].map((duration) => duration / unit.size),
    y: [0, ...durations.map((_, index) => (index + 1) / total), ...rest.map(() => durations.length / total)],
  };
}
