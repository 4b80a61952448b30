import { formatDuration, type NodeId, type Time } from "../../core/index.ts";
import type { AlarmReport, Danger, Found } from "../../monitoring/index.ts";
import type { PlotlyFigure } from "../figure.ts";
import { okabeIto } from "../palette.ts";
import { unitFor } from "../time-units.ts";
import { count } from "../words.ts";
import { chart } from "./chart.ts";

/** What one lane of the chart shows, and one series per kind of bar. */
interface Bar {
  readonly lane: string;
  readonly from: Time;
  readonly to: Time;
  readonly words: string;
  readonly look: keyof typeof looks;
}

const looks = {
  risk: { name: "in truth: the next loss stops it", color: okabeIto.orange, pattern: "/" },
  stopped: { name: "in truth: no quorum", color: okabeIto.vermillion, pattern: "x" },
  warn: { name: "alarm", color: okabeIto.skyBlue, pattern: "" },
  error: { name: "alarm: no quorum", color: okabeIto.blue, pattern: "." },
  asks: { name: "asks others, and so could notice", color: "#999999", pattern: "" },
} as const;

export interface AlarmTimelineOptions {
  readonly title?: string;
  readonly names?: readonly string[];
  /** Whose alarms; by default those of all nodes that raised any or were in danger. */
  readonly observers?: readonly NodeId[];
}

/**
 * When nodes were in danger, when each rule made them raise an alarm, and when they asked others at all: lane by lane. An
 * alarm that ends while its node no longer asks is no good news.
 */
export function alarmTimeline(
  { alarms, watches }: AlarmReport,
  dangers: readonly Danger[],
  until: Time,
  rules: readonly string[],
  options: AlarmTimelineOptions = {},
): PlotlyFigure {
  const observers =
    options.observers ??
    [...new Set([...dangers, ...alarms].map(({ observer }) => observer))].sort((a, b) => a - b);
  const lane = (node: NodeId, what: string): string => `${options.names?.[node] ?? `node ${node}`}: ${what}`;
  const lanes = observers.flatMap((node) => ["truth", ...rules, "asks"].map((what) => lane(node, what)));
  const unit = unitFor(Math.max(1, until));
  const truth = dangers.flatMap(({ observer, to, findings }) =>
    segments(lane(observer, "truth"), findings, to ?? until, { warn: "risk", error: "stopped" }),
  );
  const raised = alarms.flatMap(({ observer, rule, clearedAt, findings }) =>
    segments(lane(observer, rule), findings, clearedAt ?? until, { warn: "warn", error: "error" }),
  );
  const asking = watches.map(({ observer, from, to }): Bar => {
    return { lane: lane(observer, "asks"), from, to: to ?? until, words: "asks others", look: "asks" };
  });
  const bars = [...truth, ...raised, ...asking].filter((bar) => lanes.includes(bar.lane));
  return chart({
    title: options.title ?? "Danger, and who noticed",
    alt: tell(bars, lanes),
    data: (Object.keys(looks) as (keyof typeof looks)[])
      .filter((look) => bars.some((bar) => bar.look === look))
      .map((look) => series(look, bars, unit.size)),
    xTitle: `virtual time (${unit.name})`,
    yTitle: "",
    layout: {
      barmode: "overlay",
      xaxis: { range: [0, until / unit.size] },
      yaxis: {
        type: "category",
        categoryorder: "array",
        categoryarray: lanes,
        range: [lanes.length - 0.5, -0.5],
        title: { text: "" },
      },
      height: Math.min(900, 170 + 34 * lanes.length),
    },
  });
}

/** One bar for as long as the same is found. */
function segments(
  lane: string,
  findings: readonly Found[],
  to: Time,
  looksOf: Readonly<Record<Found["severity"], keyof typeof looks>>,
): readonly Bar[] {
  return findings.map(({ at: from, severity, words }, nth) => {
    return { lane, from, to: findings[nth + 1]?.at ?? to, words, look: looksOf[severity] };
  });
}

function series(look: keyof typeof looks, all: readonly Bar[], unit: number) {
  const { name, color, pattern } = looks[look];
  const bars = all.filter((bar) => bar.look === look);
  return {
    type: "bar" as const,
    orientation: "h" as const,
    name,
    y: bars.map(({ lane }) => lane),
    base: bars.map(({ from }) => from / unit),
    x: bars.map(({ from, to }) => Math.max(to - from, 1) / unit),
    width: look === "asks" ? 0.2 : 0.8,
    marker: {
      color,
      pattern: { fillmode: "overlay" as const, shape: pattern, fgcolor: "rgba(255,255,255,0.6)", size: 6 },
    },
    text: bars.map(({ from, to, words }) => `${words}<br>${formatDuration(from)} to ${formatDuration(to)}`),
    textposition: "none" as const,
    hovertemplate: "%{y}<br>%{text}<extra></extra>",
  };
}

function tell(bars: readonly Bar[], lanes: readonly string[]): string {
  const perLane = lanes.map((lane) => {
    const own = bars.filter((bar) => bar.lane === lane);
    const times = own.map(({ from, to }) => `${formatDuration(from)} to ${formatDuration(to)}`);
    return `${lane}: ${own.length === 0 ? "nothing" : times.join(", ")}`;
  });
  return `Bars over virtual time in ${count(lanes.length, "lane")}. ${perLane.join("; ")}.`;
}
