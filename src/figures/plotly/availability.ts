import { formatDuration, type NodeId } from "../../core/index.ts";
import type { Metrics } from "../../monitoring/index.ts";
import type { PlotlyFigure } from "../figure.ts";
import { okabeIto } from "../palette.ts";
import { unitFor } from "../time-units.ts";
import { chart, ruler } from "./chart.ts";

export interface AvailabilityOptions {
  readonly title?: string;
  /** What people call the nodes. By default `node 0` and so on. */
  readonly names?: readonly string[];
  /** A shorter silence than this, in windows, is no gap to be shaded. By default 2. */
  readonly leastGap?: number;
}

type Watched = Pick<Metrics, "answers" | "leaders" | "until">;

/** How many clients were answered as time passed, who led, and how long nobody was answered at the worst. */
export function availability(metrics: Watched, options: AvailabilityOptions = {}): PlotlyFigure {
  const { answers, until } = metrics;
  const { window, perWindow } = answers;
  const unit = unitFor(Math.max(1, until));
  const perSecond = perWindow.map((count) => (count * 1e6) / window);
  const top = Math.max(1, ...perSecond);
  const marks = [
    ...gapMark(metrics, unit.size, options.leastGap ?? 2),
    ...leaderMarks(metrics, unit.size, options),
  ];
  return chart({
    title: options.title ?? "Answers to clients over time",
    alt: tell(metrics, options),
    data: [
      {
        type: "scatter",
        mode: "lines",
        name: "answers",
        x: [
          ...perSecond.map((_, nth) => (nth * window) / unit.size),
          (perSecond.length * window) / unit.size,
        ],
        y: [...perSecond, 0],
        line: { shape: "hv", width: 1.8, color: okabeIto.blue },
        fill: "tozeroy",
        fillcolor: "rgba(0, 114, 178, 0.18)",
        hovertemplate: `%{y:.0f} answers a second from %{x:.4~f} ${unit.name} on<extra></extra>`,
        showlegend: false,
      },
    ],
    xTitle: `virtual time (${unit.name})`,
    yTitle: `answers a second, in windows of ${formatDuration(window)}`,
    layout: {
      xaxis: { range: [0, until / unit.size] },
      // Room for the words above the highest window.
      yaxis: { range: [0, top * 1.3] },
      shapes: marks.map(({ shape }) => shape),
      annotations: marks.map(({ annotation }) => annotation),
    },
  });
}

type Mark = ReturnType<typeof ruler>;

/** The longest silence as a shaded band, with its length. */
function gapMark({ answers }: Watched, unit: number, leastGap: number): readonly Mark[] {
  const { longestSilence: gap, window } = answers;
  if (gap === null || gap.to - gap.from < leastGap * window) return [];
  return [
    {
      shape: {
        type: "rect",
        x0: gap.from / unit,
        x1: gap.to / unit,
        yref: "paper",
        y0: 0,
        y1: 1,
        fillcolor: "rgba(213, 94, 0, 0.22)",
        line: { width: 0 },
        layer: "below",
      },
      annotation: {
        x: gap.to / unit,
        yref: "paper",
        y: 0.72,
        text: `no answer for ${formatDuration(gap.to - gap.from)}`,
        showarrow: false,
        xanchor: "left",
        xshift: 6,
        font: { color: okabeIto.vermillion },
      },
    },
  ];
}

/** Where leaders come, and where they crash; those who only hand over are not marked. */
function leaderMarks({ leaders }: Watched, unit: number, { names }: AvailabilityOptions): readonly Mark[] {
  const name = (node: NodeId): string => names?.[node] ?? `node ${node}`;
  return leaders.reigns.flatMap(({ node, from, to, ended }) => {
    const elected = ruler("vertical", from / unit, `${name(node)} leads`, okabeIto.bluishGreen, 0.02);
    if (ended !== "crashed" || to === null) return [elected];
    const crash = ruler("vertical", to / unit, `${name(node)} crashes`, okabeIto.vermillion, 0.02);
    const line = { color: okabeIto.vermillion, width: 1.6, dash: "dot" as const };
    return [
      elected,
      {
        shape: { ...crash.shape, line },
        annotation: { ...crash.annotation, xanchor: "right", xshift: -4 },
      },
    ];
  });
}

function tell({ answers, leaders, until }: Watched, { names }: AvailabilityOptions): string {
  const { perWindow, window, longestSilence: gap } = answers;
  const total = perWindow.reduce((sum, count) => sum + count, 0);
  const silence =
    gap === null
      ? ""
      : ` The longest silence lasts ${formatDuration(gap.to - gap.from)}, from ${formatDuration(gap.from)} on.`;
  const reigns = leaders.reigns.map(
    ({ node, from }) => `${names?.[node] ?? `node ${node}`} from ${formatDuration(from)} on`,
  );
  return (
    `A line of how many of ${total} answers fall into each ${formatDuration(window)} of ${formatDuration(until)}.` +
    `${silence}${reigns.length === 0 ? "" : ` Leaders: ${reigns.join(", ")}.`}`
  );
}
