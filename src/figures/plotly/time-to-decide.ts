import { formatDuration, type Duration } from "../../core/index.ts";
import type { Trace } from "../../sim/trace.ts";
import type { PlotlyFigure } from "../figure.ts";
import { okabeIto } from "../palette.ts";
import { percentile, roundStep, unitFor, type TimeUnit } from "../time-units.ts";
import { count } from "../words.ts";
import { chart, ruler } from "./chart.ts";

/** How long runs took; null stands for a run that never decided. */
export type TimesToDecide = readonly (Trace | Duration | null)[];

const shares = [0.5, 0.9, 0.99] as const;

/**
 * How long it takes until somebody knows the decision: the distribution over many runs, with its median,
 * 90th and 99th percentile. Several named sets of runs are drawn as cumulative curves, to be compared.
 *
 * @throws RangeError if there is no run, or none that decided.
 */
export function timeToDecide(
  runs: TimesToDecide | Readonly<Record<string, TimesToDecide>>,
  options: { readonly title?: string } = {},
): PlotlyFigure {
  return Array.isArray(runs)
    ? histogram(measure("the runs", runs as TimesToDecide), options.title)
    : curves(
        Object.entries(runs as Readonly<Record<string, TimesToDecide>>).map(([name, set]) =>
          measure(name, set),
        ),
        options.title,
      );
}

interface Measured {
  readonly name: string;
  /** Sorted. */
  readonly durations: readonly Duration[];
  readonly undecided: number;
}

function measure(name: string, runs: TimesToDecide): Measured {
  const times = runs.map((run) => (typeof run === "object" && run !== null ? firstDecision(run) : run));
  const durations = times.filter((time) => time !== null).sort((a, b) => a - b);
  if (durations.length === 0) {
    throw new RangeError(
      `timeToDecide: none of ${name === "the runs" ? name : `"${name}"`} (${runs.length}) decided; there is no time to draw.`,
    );
  }
  return { name, durations, undecided: runs.length - durations.length };
}

/** From the first request, or the beginning, to the first decision. */
function firstDecision({ events }: Trace): Duration | null {
  const decision = events.find(({ kind }) => kind === "decide");
  const request = events.find(({ kind }) => kind === "request");
  return decision === undefined ? null : decision.at - (request?.at ?? 0);
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

const dashes = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"] as const;
const colours = [
  okabeIto.blue,
  okabeIto.vermillion,
  okabeIto.bluishGreen,
  okabeIto.reddishPurple,
  okabeIto.orange,
  okabeIto.skyBlue,
];

function curves(sets: readonly Measured[], title?: string): PlotlyFigure {
  if (sets.length === 0) throw new RangeError("timeToDecide: give at least one named set of runs.");
  const unit = unitFor(Math.max(1, ...sets.map(({ durations }) => durations.at(-1) ?? 0)));
  return chart({
    title: title ?? "Share of runs that have decided, over time",
    alt: `Cumulative curves. ${sets.map(tell).join(" ")}`,
    data: sets.map((set, index) => ({
      type: "scatter",
      mode: "lines",
      name: set.name,
      ...cumulative(set, unit),
      line: {
        shape: "hv",
        width: 2.4,
        color: colours[index % colours.length] as string,
        dash: dashes[index % dashes.length] as string as "solid",
      },
      hovertemplate: `${set.name}: %{y:.0%} within %{x} ${unit.name}<extra></extra>`,
    })),
    xTitle: `time to decide (${unit.name})`,
    yTitle: "share of runs decided",
    layout: { yaxis: { tickformat: ".0%", range: [0, 1.02] } },
  });
}

function cumulative(
  { durations, undecided }: Measured,
  unit: TimeUnit,
): { readonly x: number[]; readonly y: number[] } {
  const total = durations.length + undecided;
  return {
    x: [0, ...durations.map((duration) => duration / unit.size)],
    y: [0, ...durations.map((_, index) => (index + 1) / total)],
  };
}

function tell({ name, durations, undecided }: Measured): string {
  const [half, most, nearlyAll] = shares.map((share) => formatDuration(percentile(durations, share)));
  return (
    `${name}: ${durations.length} decided${undecidedWords(undecided)}; half of them within ${half}, ` +
    `90 % within ${most}, 99 % within ${nearlyAll}, the slowest after ${formatDuration(durations.at(-1) ?? 0)}.`
  );
}

const undecidedWords = (undecided: number): string =>
  undecided === 0 ? "" : ` (${undecided} more never decided)`;
