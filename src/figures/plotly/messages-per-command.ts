import { groupedBy } from "../../core/index.ts";
import type { Trace } from "../../sim/trace.ts";
import type { PlotlyFigure } from "../figure.ts";
import { messagesOf } from "../flights.ts";
import { chartColour, inProtocolOrder, paxosRoles, roleOf } from "../phases.ts";
import { chart } from "./chart.ts";
import type { MessageChartOptions } from "./messages-by-kind.ts";

/** So many commands, and all that was said to get them decided. */
export interface Workload {
  readonly name: string;
  readonly commands: number;
  /** One run, or one for each command. What nodes tell themselves is not counted. */
  readonly traces: readonly Trace[];
}

/** What a command costs in messages: a bar for each way to do it, in parts by the kind of message. */
export function messagesPerCommand(
  workloads: readonly Workload[],
  options: MessageChartOptions = {},
): PlotlyFigure {
  const { title = "Messages for each command", roles = paxosRoles } = options;
  const counted = workloads.map(({ name, commands, traces }) => {
    const sent = traces.flatMap((trace) => messagesOf(trace)).filter(({ from, to }) => from !== to);
    return { name, commands, tally: groupedBy(sent, ({ kind }) => kind), total: sent.length };
  });
  const kinds = inProtocolOrder(new Set(counted.flatMap(({ tally }) => [...tally.keys()])), roles);
  const round = (value: number): number => Math.round(value * 100) / 100;
  return chart({
    title,
    alt: counted
      .map(({ name, commands, tally, total }) => {
        const parts = kinds.flatMap((kind) => {
          const number = tally.get(kind)?.length ?? 0;
          return number === 0 ? [] : [`${round(number / commands)} ${kind}`];
        });
        return `${name}: ${round(total / commands)} messages for each command (${parts.join(", ")}).`;
      })
      .join(" "),
    data: kinds.map((kind) => ({
      type: "bar" as const,
      orientation: "h" as const,
      name: kind,
      x: counted.map(({ commands, tally }) => round((tally.get(kind)?.length ?? 0) / commands)),
      y: counted.map(({ name }) => name),
      marker: {
        color: chartColour(kind, roles),
        pattern: {
          fillmode: "overlay" as const,
          shape: roleOf(kind, roles).part === "answer" ? ("/" as const) : ("" as const),
          fgcolor: "rgba(255,255,255,0.7)",
          size: 6,
        },
      },
      hovertemplate: `%{x} ${kind}<extra>%{y}</extra>`,
    })),
    xTitle: "messages for each command",
    yTitle: "",
    layout: {
      barmode: "stack",
      yaxis: { autorange: "reversed", title: { text: "" } },
      height: 170 + 50 * workloads.length,
    },
  });
}
