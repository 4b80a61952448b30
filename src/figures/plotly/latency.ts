import { formatDuration } from "../../core/index.ts";
import type { Distribution } from "../../monitoring/index.ts";
import type { PlotlyFigure } from "../figure.ts";
import { okabeIto } from "../palette.ts";
import { unitFor } from "../time-units.ts";
import { count } from "../words.ts";
import { chart, ruler } from "./chart.ts";
import { lineStyle } from "./line-styles.ts";

const binsADecade = 16;

/**
 * How long commands took, as a histogram over durations of any magnitude: each bar is a sixth wider than the one before.
 *
 * @throws RangeError if the distribution is empty.
 */
export function latencyHistogram(
  distribution: Distribution,
  options: { readonly title?: string } = {},
): PlotlyFigure {
  requireSome(distribution, "the distribution");
  const unit = unitFor(distribution.p99);
  const bins = logarithmic(distribution);
  const rulers = (["p50", "p90", "p99"] as const).map((name, index) => {
    const words = `${name} ${formatDuration(distribution[name])}`;
    const { shape, annotation } = ruler(
      "vertical",
      distribution[name] / unit.size,
      words,
      okabeIto.vermillion,
      index * 0.08,
    );
    // Plotly wants a shape where it is, and an annotation on a logarithmic axis at its logarithm.
    return { shape, annotation: { ...annotation, x: Math.log10(distribution[name] / unit.size) } };
  });
  return chart({
    title: options.title ?? `How long ${count(distribution.count, "command")} took`,
    alt: `Histogram with a logarithmic axis of time. ${tell("All commands", distribution)}`,
    data: [
      {
        type: "bar",
        x: bins.map(({ from, to }) => Math.sqrt(from * to) / unit.size),
        y: bins.map(({ count }) => count),
        width: bins.map(({ from, to }) => (to - from) / unit.size),
        marker: { color: okabeIto.blue },
        text: bins.map(
          ({ from, to }) => `${formatDuration(Math.round(from))} to ${formatDuration(Math.round(to))}`,
        ),
        textposition: "none",
        hovertemplate: "%{y} took %{text}<extra></extra>",
        showlegend: false,
      },
    ],
    xTitle: `time to decide (${unit.name}, logarithmic)`,
    yTitle: "commands",
    layout: {
      bargap: 0.04,
      xaxis: { type: "log", dtick: "D1" },
      // Room for the words above the highest bar.
      yaxis: { range: [0, 1.25 * Math.max(...bins.map(({ count }) => count))] },
      shapes: rulers.map(({ shape }) => shape),
      annotations: rulers.map(({ annotation }) => annotation),
    },
  });
}

interface Bin {
  readonly from: number;
  readonly to: number;
  count: number;
}

/** Bars between whole powers of `10 ** (1 / binsADecade)`, from the first that holds something to the last. */
function logarithmic({ buckets }: Distribution): readonly Bin[] {
  const placeOf = (duration: number): number => Math.floor(Math.log10(Math.max(1, duration)) * binsADecade);
  const places = buckets.map(({ upTo }) => placeOf(upTo));
  const first = places[0] as number;
  const bins = Array.from({ length: (places.at(-1) as number) - first + 1 }, (_, nth): Bin => {
    const edge = (place: number): number => 10 ** (place / binsADecade);
    return { from: edge(first + nth), to: edge(first + nth + 1), count: 0 };
  });
  for (const [index, { count }] of buckets.entries()) bins[(places[index] as number) - first]!.count += count;
  return bins;
}

/** Shares of the commands along the axis: each step is ten times as rare as the one before. */
const nines = [0, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999];

/**
 * Which share of the commands took how long at most, with the rare slow ones as wide as all others: the cumulative
 * distribution as HDR histograms are drawn.
 *
 * @throws RangeError if there is no distribution, or an empty one.
 */
export function latencyPercentiles(
  distributions: Readonly<Record<string, Distribution>>,
  options: { readonly title?: string } = {},
): PlotlyFigure {
  const sets = Object.entries(distributions);
  if (sets.length === 0) throw new RangeError("latencyPercentiles: give at least one named distribution.");
  for (const [name, distribution] of sets) requireSome(distribution, `"${name}"`);
  const unit = unitFor(Math.max(...sets.map(([, { max }]) => max)));
  const most = Math.max(...sets.map(([, { count }]) => count));
  const ticks = nines.filter((share) => 1 / (1 - share) <= Math.max(10, most * 1.001));
  return chart({
    title: options.title ?? "How long the slowest commands took",
    alt: `Curves of latency over percentiles. ${sets.map(([name, set]) => tell(name, set)).join(" ")}`,
    data: sets.map(([name, distribution], index) => ({
      type: "scatter",
      mode: "lines",
      name,
      ...curve(distribution, unit.size),
      line: {
        shape: "vh",
        width: 2.4,
        ...lineStyle(index),
      },
      hovertemplate: `${name}: %{text} within %{y:.4~f} ${unit.name}<extra></extra>`,
      showlegend: sets.length > 1,
    })),
    xTitle: "share of commands",
    yTitle: `time to decide, at most (${unit.name})`,
    layout: {
      xaxis: {
        type: "log",
        tickvals: ticks.map((share) => 1 / (1 - share)),
        ticktext: ticks.map((share) => `${Number((share * 100).toFixed(3))} %`),
        range: [0, Math.log10(most) * 1.02],
      },
      yaxis: { rangemode: "tozero" },
    },
  });
}

/** A share is drawn where the commands beyond it are one in so many. */
function curve({ buckets, count, min }: Distribution, unit: number) {
  let below = 0;
  const x = [1];
  const y = [min / unit];
  const text = ["0 %"];
  for (const bucket of buckets) {
    below += bucket.count;
    // The slowest of all is one in `count`; beyond it there is nothing to draw.
    const share = Math.min(below / count, 1 - 1 / count);
    x.push(1 / (1 - share));
    y.push(bucket.upTo / unit);
    text.push(`${((100 * below) / count).toFixed(3)} %`);
  }
  return { x, y, text };
}

function requireSome({ count }: Distribution, name: string): void {
  if (count === 0) throw new RangeError(`There is no latency to draw: ${name} is empty.`);
}

const tell = (name: string, { count: many, p50, p90, p99, max }: Distribution): string =>
  `${name}: ${count(many, "command")}; half of them within ${formatDuration(p50)}, 90 % within ${formatDuration(p90)}, ` +
  `99 % within ${formatDuration(p99)}, the slowest after ${formatDuration(max)}.`;
