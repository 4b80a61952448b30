import { formatDuration, type Duration } from "../../core/index.ts";
import type { PlotlyFigure } from "../figure.ts";
import { okabeIto } from "../palette.ts";
import { percentile, roundStep, unitFor } from "../time-units.ts";
import { count } from "../words.ts";
import { chart, ruler } from "./chart.ts";
import { curves, type CurvesOptions } from "./decision-curves.ts";
import { measure, shares, tell, undecidedWords, type Measured, type TimesToDecide } from "./durations.ts";

/**
 * How long it takes until somebody knows the decision: the distribution over many runs, with its median,
 * 90th and 99th percentile. Several named sets of runs are drawn as cumulative curves, to be compared.
 *
 * @throws RangeError if there is no run, or none that decided.
 */
export function timeToDecide(
  runs: TimesToDecide | Readonly<Record<string, TimesToDecide>>,
  options: CurvesOptions = {},
): PlotlyFigure {
  if (Array.isArray(runs)) {
    const measured = measure("the runs", runs as TimesToDecide);
    requireSome([measured]);
    return histogram(measured, options.title);
  }
  const named = Object.entries(runs as Readonly<Record<string, TimesToDecide>>);
  const sets = named.map(([name, set]) => measure(name, set));
  requireSome(sets);
  return curves(sets, options);
}

/** Some sets may have nothing but duels without end; if all have, there is no time to draw. */
function requireSome(sets: readonly Measured[]): void {
  if (sets.length === 0) throw new RangeError("timeToDecide: give at least one named set of runs.");
  if (sets.some(({ durations }) => durations.length > 0)) return;
  const all = sets.reduce((total, { undecided }) => total + undecided, 0);
  throw new RangeError(`timeToDecide: none of the runs (${all}) decided; there is no time to draw.`);
}

function histogram({ durations, undecided }: Measured, title?: string): PlotlyFigure {
  const longest = durations.at(-1) as Duration;
  const unit = unitFor(Math.max(1, longest));
  const bin = roundStep(Math.max(1, longest) / 40 / unit.size);
  const counts = Array.from({ length: Math.floor(longest / unit.size / bin) + 1 }, () => 0);
  for (const duration of durations) counts[Math.floor(duration / unit.size / bin)]! += 1;
  const rulers = shares.map((share, index) => {
    const value = percentile(durations, share);
    const words = `p${share * 100} ${formatDuration(value)}`;
    return ruler("vertical", value / unit.size, words, okabeIto.vermillion, index * 0.08);
  });
  return chart({
    title:
      title ?? `Time to the first decision in ${count(durations.length, "run")}${undecidedWords(undecided)}`,
    alt: `Histogram. ${tell({ name: "All runs", durations, undecided })}`,
    data: [
      {
        type: "bar",
        x: counts.map((_, index) => (index + 0.5) * bin),
        y: counts,
        width: bin,
        marker: { color: okabeIto.blue },
        hovertemplate: `%{y} runs around %{x} ${unit.name}<extra></extra>`,
        showlegend: false,
      },
    ],
    xTitle: `time to decide (${unit.name})`,
    yTitle: `runs per ${formatDuration(bin * unit.size)}`,
    layout: {
      bargap: 0.04,
      shapes: rulers.map(({ shape }) => shape),
      annotations: rulers.map(({ annotation }) => annotation),
    },
  });
}
