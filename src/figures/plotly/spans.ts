import { formatDuration, groupedBy, type Time } from "../../core/index.ts";
import type { PlotlyFigure } from "../figure.ts";
import { okabeIto } from "../palette.ts";
import { unitFor } from "../time-units.ts";
import { count } from "../words.ts";
import { chart } from "./chart.ts";

/** Something that lasts for a while: a promise, a lease, a reign. */
export interface Span {
  /** Which row it is drawn in. */
  readonly row: string;
  readonly from: Time;
  readonly until: Time;
  /** Spans of one kind share a colour and a word in the legend. */
  readonly kind: string;
}

/** Something that happens at one moment. */
export interface SpanMark {
  readonly row: string;
  readonly at: Time;
  readonly kind: string;
  /** What a pointer that rests on it is told. */
  readonly words?: string;
}

export interface SpansOptions {
  readonly title: string;
  readonly marks?: readonly SpanMark[];
  /** The kinds that should not be: drawn in the colour of faults. */
  readonly faults?: readonly string[];
  /** Only what lasts from … to … is drawn. By default all. */
  readonly from?: Time;
  readonly to?: Time;
}

const colours = [
  okabeIto.skyBlue,
  okabeIto.orange,
  okabeIto.bluishGreen,
  okabeIto.reddishPurple,
  okabeIto.yellow,
  okabeIto.blue,
];
const patterns = ["", "/", "", "\\", "-", "."] as const;
const markColours = [okabeIto.blue, okabeIto.bluishGreen, okabeIto.reddishPurple];
const symbols = ["circle", "diamond", "square"] as const;

/**
 * What lasts from when to when: a row for each thing that lasts, a bar for each time it does, and marks for what happens
 * at a moment.
 *
 * @throws RangeError if there is nothing to draw.
 */
export function spanChart(spans: readonly Span[], options: SpansOptions): PlotlyFigure {
  const { title, marks = [], faults = [] } = options;
  if (spans.length === 0) throw new RangeError("spanChart: give at least one span.");
  const moments = [...spans.flatMap((span) => [span.from, span.until]), ...marks.map(({ at }) => at)];
  const from = options.from ?? Math.min(...moments);
  const to = options.to ?? Math.max(...moments);
  const unit = unitFor(to);
  const rows = [...new Set([...spans, ...marks].map(({ row }) => row))];
  const seen = spans
    .filter((span) => span.until > from && span.from < to)
    .map((span) => ({ ...span, from: Math.max(span.from, from), until: Math.min(span.until, to) }));
  const kinds = [...new Set(spans.map(({ kind }) => kind))];
  const markKinds = [...new Set(marks.map(({ kind }) => kind))];
  return chart({
    title,
    alt: tell(seen, marks, rows),
    data: [
      ...kinds.map((kind, index) => {
        const some = seen.filter((span) => span.kind === kind);
        return {
          type: "bar" as const,
          orientation: "h" as const,
          name: kind,
          y: some.map(({ row }) => row),
          base: some.map((span) => span.from / unit.size),
          x: some.map((span) => (span.until - span.from) / unit.size),
          width: some.map(() => 0.62),
          marker: {
            color: faults.includes(kind) ? okabeIto.vermillion : (colours[index % colours.length] as string),
            pattern: {
              fillmode: "overlay" as const,
              shape: faults.includes(kind) ? ("x" as const) : (patterns[index % patterns.length] as "/"),
              fgcolor: "rgba(255,255,255,0.75)",
              size: 7,
            },
          },
          text: some.map((span) => `${formatDuration(span.from)} to ${formatDuration(span.until)}`),
          textposition: "none" as const,
          hovertemplate: `%{y}: ${kind}, %{text}<extra></extra>`,
        };
      }),
      ...markKinds.map((kind, index) => {
        const some = marks.filter((mark) => mark.kind === kind && mark.at >= from && mark.at <= to);
        return {
          type: "scatter" as const,
          mode: "markers" as const,
          name: kind,
          y: some.map(({ row }) => row),
          x: some.map(({ at }) => at / unit.size),
          marker: {
            size: 9,
            symbol: faults.includes(kind) ? "x" : (symbols[index % symbols.length] as string),
            color: faults.includes(kind)
              ? okabeIto.vermillion
              : (markColours[index % markColours.length] as string),
          },
          text: some.map(({ at, words }) => `${words ?? kind}, at ${formatDuration(at)}`),
          cliponaxis: false,
          hovertemplate: `%{y}: %{text}<extra></extra>`,
        };
      }),
    ],
    xTitle: `true time (${unit.name})`,
    yTitle: "",
    layout: {
      barmode: "overlay",
      xaxis: { range: [from / unit.size, to / unit.size] },
      yaxis: {
        type: "category",
        categoryorder: "array",
        categoryarray: rows.toReversed(),
        range: [-0.6, rows.length - 0.4],
        title: { text: "" },
      },
      height: 150 + 38 * rows.length,
    },
  });
}

function tell(spans: readonly Span[], marks: readonly SpanMark[], rows: readonly string[]): string {
  const lines = rows.map((row) => {
    const lasting = spans
      .filter((span) => span.row === row)
      .map(({ kind, from, until }) => `${kind} from ${formatDuration(from)} to ${formatDuration(until)}`);
    const happening = groupedBy(
      marks.filter((mark) => mark.row === row),
      ({ kind }) => kind,
    );
    const told = [...happening].map(
      ([kind, some]) => `${count(some.length, "time")} ${kind}, last at ${formatDuration(some.at(-1)!.at)}`,
    );
    return `${row}: ${[...lasting, ...told].join(", ")}.`;
  });
  return `Bars over true time. ${lines.join(" ")}`;
}
