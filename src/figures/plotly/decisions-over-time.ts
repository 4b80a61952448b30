import { formatDuration, majoritySize } from "../../core/index.ts";
import type { Trace } from "../../sim/trace.ts";
import type { PlotlyFigure } from "../figure.ts";
import { endOf } from "../flights.ts";
import { okabeIto } from "../palette.ts";
import { unitFor } from "../time-units.ts";
import { chart, ruler } from "./chart.ts";

/**
 * How many nodes know the decision as time passes, with a line at the quorum.
 *
 * @param options.quorum - its size; by default a majority of the nodes. null draws no line.
 */
export function decisionsOverTime(
  trace: Trace,
  options: { readonly title?: string; readonly quorum?: number | null } = {},
): PlotlyFigure {
  const total = trace.names.length;
  const quorum = options.quorum === undefined ? majoritySize(total) : options.quorum;
  const end = endOf(trace);
  const unit = unitFor(Math.max(1, end));
  const learned = firstDecisions(trace);
  const line =
    quorum === null
      ? null
      : ruler("horizontal", quorum, `quorum: ${quorum} of ${total}`, okabeIto.vermillion);
  const moments = [0, ...learned.map(({ at }) => at), end];
  const known = [0, ...learned.map((_, index) => index + 1), learned.length];
  return chart({
    title: options.title ?? `How many of ${total} nodes know the decision`,
    alt: tell(learned, total),
    data: [
      {
        type: "scatter",
        mode: "lines",
        name: "nodes that know",
        x: moments.map((at) => at / unit.size),
        y: known,
        text: ["", ...learned.map(({ name }) => name), ""],
        line: { shape: "hv", width: 2.4, color: okabeIto.bluishGreen },
        fill: "tozeroy",
        fillcolor: "rgba(0, 158, 115, 0.18)",
        hovertemplate: `%{y} of ${total} know at %{x:.4~f} ${unit.name}<br>%{text}<extra></extra>`,
        showlegend: false,
      },
    ],
    xTitle: `virtual time (${unit.name})`,
    yTitle: "nodes that know",
    layout: {
      yaxis: { range: [0, total * 1.06] },
      shapes: line === null ? [] : [line.shape],
      annotations: line === null ? [] : [line.annotation],
    },
  });
}

interface Learned {
  readonly at: number;
  readonly name: string;
}

function firstDecisions({ events, names }: Trace): readonly Learned[] {
  const seen = new Set<number>();
  return events.flatMap((event) => {
    if (event.kind !== "decide" || seen.has(event.node)) return [];
    seen.add(event.node);
    return [{ at: event.at, name: names[event.node] ?? "" }];
  });
}

function tell(learned: readonly Learned[], total: number): string {
  const [first, last] = [learned[0], learned.at(-1)];
  if (first === undefined || last === undefined)
    return `A line that stays at 0: none of ${total} nodes learns a decision.`;
  return (
    `A line that climbs from 0 to ${learned.length} of ${total} nodes: ${first.name} knows first, at ` +
    `${formatDuration(first.at)}; ${last.name} last, at ${formatDuration(last.at)}.`
  );
}
