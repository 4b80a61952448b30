import type { Data, Layout } from "plotly.js";
import { formatDuration, milliseconds, type Duration, type Time } from "../../core/index.ts";
import type { Comparison } from "../../scenarios/index.ts";
import type { PlotlyFigure } from "../figure.ts";
import { okabeIto } from "../palette.ts";
import { panels } from "../sweeps/panels.ts";
import { unitFor } from "../time-units.ts";
import { chart } from "./chart.ts";

export interface GapTimelineOptions {
  readonly title?: string;
  /** How long a window is in which answers are counted. By default 50 ms. */
  readonly window?: Duration;
  /** Only what happens from … to … is drawn. By default all. */
  readonly from?: Time;
  readonly to?: Time;
}

/** One protocol, or one run, under a schedule of faults. */
export type Trialled = Pick<Comparison, "protocol" | "answers" | "schedule">;

/**
 * How many clients were answered as time passed, a panel for each protocol, all under the same schedule: when troubles begin
 * and end, and for how long after each beginning nobody is answered.
 *
 * @throws RangeError if there is nothing to draw, or if the schedules are not the same.
 */
export function gapTimeline(runs: readonly Trialled[], options: GapTimelineOptions = {}): PlotlyFigure {
  const { schedule } = requireSame(runs);
  const { window = milliseconds(50), from = 0, to = schedule.until } = options;
  const unit = unitFor(to);
  const gaps = runs.map((run) => gapsIn(run, window).filter((gap) => gap.to > from && gap.from < to));
  const counted = runs.map(({ answers }) => countedIn(answers, window, from, to));
  const most = ceilingOf(counted.flatMap(({ counts }) => counts));
  const { axes, layout } = panels(
    runs.map(({ protocol }) => protocol),
    { range: [0, most], nticks: 3 },
    92,
  );
  const troubles = schedule.troubles.filter((trouble) => trouble.to > from && trouble.from < to);
  return chart({
    title: options.title ?? "Answers under the same faults",
    alt: tell(runs, gaps, schedule.troubles),
    data: runs.map(({ protocol }, nth): Data => {
      const { starts, counts } = counted[nth]!;
      return {
        type: "scatter",
        mode: "lines",
        name: protocol,
        x: [...starts, to].map((time) => time / unit.size),
        y: [...counts, 0],
        yaxis: axes[nth] as string,
        line: { shape: "hv", width: 1.5, color: okabeIto.blue },
        fill: "tozeroy",
        fillcolor: "rgba(0, 114, 178, 0.2)",
        showlegend: false,
        hovertemplate: `%{y} answers from %{x:.4~f} ${unit.name} on<extra>${protocol}</extra>`,
      };
    }),
    xTitle:
      `virtual time (${unit.name})<br><span style="font-size: 11px">answers in windows of ` +
      `${formatDuration(window)}, cut off above ${most}; shaded: nobody is answered</span>`,
    yTitle: "",
    layout: {
      ...layout,
      // Room for the words above the first panel.
      height: (layout.height ?? 0) + wordsAbove,
      margin: { ...layout.margin, t: (layout.margin?.t ?? 0) + wordsAbove },
      xaxis: { anchor: axes.at(-1) as "y", range: [from / unit.size, to / unit.size], zeroline: false },
      shapes: [
        ...troubles.flatMap((trouble) => edges(trouble, unit.size)),
        ...gaps.flatMap((some, nth) => some.map((gap) => band(gap, axes[nth] as "y", unit.size))),
      ],
      annotations: [
        ...(layout.annotations ?? []),
        ...troubles.flatMap((trouble) => edgeWords(trouble, unit.size)),
        ...gaps.flatMap((some, nth) => some.map((gap) => gapWords(gap, axes[nth] as "y", unit.size))),
      ],
    },
  });
}

const wordsAbove = 30;

/** After a silence all who waited are answered at once: drawn to the top, these would leave nothing to see of the rest. */
function ceilingOf(counts: readonly number[]): number {
  const usual = counts.filter((count) => count > 0).toSorted((a, b) => a - b);
  const median = usual[Math.floor(usual.length / 2)] ?? 1;
  return Math.min(Math.max(1, ...usual), 5 * median);
}

function requireSame(runs: readonly Trialled[]): Trialled {
  const [first] = runs;
  if (first === undefined) throw new RangeError("gapTimeline: give at least one run.");
  const troubles = JSON.stringify(first.schedule);
  const other = runs.find(({ schedule }) => JSON.stringify(schedule) !== troubles);
  if (other === undefined) return first;
  throw new RangeError(`gapTimeline: ${first.protocol} and ${other.protocol} ran under different schedules.`);
}

interface Span {
  readonly from: Time;
  readonly to: Time;
}

/** Silences that a few clients who come seldom do not explain. */
function gapsIn({ answers }: Trialled, window: Duration): readonly Span[] {
  return answers.flatMap(({ at }, nth) => {
    const before = answers[nth - 1]?.at ?? at;
    return at - before > 2 * window ? [{ from: before, to: at }] : [];
  });
}

function countedIn(answers: Trialled["answers"], window: Duration, from: Time, to: Time) {
  const counts = Array.from({ length: Math.ceil((to - from) / window) }, () => 0);
  for (const { at } of answers) {
    if (at >= from && at < to) counts[Math.floor((at - from) / window)]!++;
  }
  return { starts: counts.map((_, nth) => from + nth * window), counts };
}

type Trouble = Trialled["schedule"]["troubles"][number];

/** What stands above the beginning of a trouble, and above its end. */
const words: Readonly<Record<Trouble["kind"], readonly [string, string]>> = {
  crash: ["crash", "restart"],
  "cut off": ["cut off", "healed"],
  standstill: ["stands still", "goes on"],
  slow: ["slow", "fast again"],
  "bad links": ["bad links", "mended"],
};

function edges({ from, to }: Trouble, unit: number): Partial<Layout["shapes"][number]>[] {
  const edge = (at: Time, dash: "dash" | "dot") => ({
    type: "line" as const,
    x0: at / unit,
    x1: at / unit,
    yref: "paper" as const,
    y0: 0,
    y1: 1,
    line: { color: dash === "dash" ? okabeIto.vermillion : okabeIto.bluishGreen, width: 1.6, dash },
  });
  return [edge(from, "dash"), edge(to, "dot")];
}

function edgeWords(trouble: Trouble, unit: number): Partial<Layout["annotations"][number]>[] {
  const [begins, ends] = words[trouble.kind];
  const edge = (at: Time, text: string, lift: number) => ({
    x: at / unit,
    yref: "paper" as const,
    y: 1,
    yanchor: "bottom" as const,
    yshift: lift,
    text,
    showarrow: false,
    font: { size: 11 },
  });
  return [edge(trouble.from, begins, 38), edge(trouble.to, ends, 23)];
}

function band({ from, to }: Span, axis: "y", unit: number): Partial<Layout["shapes"][number]> {
  return {
    type: "rect",
    x0: from / unit,
    x1: to / unit,
    yref: `${axis} domain` as "y",
    y0: 0,
    y1: 1,
    fillcolor: "rgba(213, 94, 0, 0.25)",
    line: { width: 0 },
    layer: "below",
  };
}

function gapWords({ from, to }: Span, axis: "y", unit: number): Partial<Layout["annotations"][number]> {
  return {
    x: (from + to) / 2 / unit,
    yref: `${axis} domain` as "y",
    y: 1,
    yanchor: "bottom",
    text: formatDuration(Math.round((to - from) / 1_000) * 1_000),
    showarrow: false,
    font: { size: 11, color: okabeIto.vermillion },
  };
}

function tell(
  runs: readonly Trialled[],
  gaps: readonly (readonly Span[])[],
  troubles: readonly Trouble[],
): string {
  const schedule = troubles.map(
    ({ kind, from, to }) =>
      `${words[kind][0]} at ${formatDuration(from)}, ${words[kind][1]} at ${formatDuration(to)}`,
  );
  const told = runs.map(({ protocol }, nth) => {
    const silences = gaps[nth]!.map(
      ({ from, to }) => `${formatDuration(to - from)} from ${formatDuration(from)} on`,
    );
    return `${protocol}: nobody is answered for ${silences.join(", for ") || "no longer than usual"}.`;
  });
  return `Answers to clients over time, a panel for each protocol. The same for all: ${schedule.join("; ")}. ${told.join(" ")}`;
}
