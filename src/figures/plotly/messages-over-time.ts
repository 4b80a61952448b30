import { formatDuration } from "../../core/index.ts";
import type { Trace } from "../../sim/trace.ts";
import type { PlotlyFigure } from "../figure.ts";
import { endOf, messagesOf } from "../flights.ts";
import { chartColour, inProtocolOrder, paxosRoles, roleOf } from "../phases.ts";
import { roundStep, unitFor } from "../time-units.ts";
import { count } from "../words.ts";
import { chart } from "./chart.ts";
import type { MessageChartOptions } from "./messages-by-kind.ts";

const mostBins = 48;

/** How many messages of each kind were sent in each short span of virtual time. */
export function messagesOverTime(trace: Trace, options: MessageChartOptions = {}): PlotlyFigure {
  const roles = options.roles ?? paxosRoles;
  const messages = messagesOf(trace);
  const last = Math.max(0, ...messages.map(({ sentAt }) => sentAt));
  const unit = unitFor(Math.max(1, last));
  const bin = roundStep(Math.max(1, last) / mostBins / unit.size) * unit.size;
  const bins = Math.floor(last / bin) + 1;
  const kinds = inProtocolOrder(new Set(messages.map(({ kind }) => kind)), roles);
  const data = kinds.map((kind) => {
    const counts = Array.from({ length: bins }, () => 0);
    for (const message of messages) {
      if (message.kind === kind) counts[Math.floor(message.sentAt / bin)]! += 1;
    }
    return {
      type: "bar" as const,
      name: kind,
      x: counts.map((_, index) => ((index + 0.5) * bin) / unit.size),
      y: counts,
      width: bin / unit.size,
      marker: {
        color: chartColour(kind, roles),
        pattern: {
          fillmode: "overlay" as const,
          shape: roleOf(kind, roles).part === "answer" ? "/" : "",
          fgcolor: "rgba(255,255,255,0.6)",
          size: 5,
        },
      },
      hovertemplate: `%{y} ${kind} around %{x} ${unit.name}<extra></extra>`,
    };
  });
  return chart({
    title: options.title ?? `Messages sent in every ${formatDuration(bin)}, by kind`,
    alt:
      `Stacked bars over ${formatDuration(endOf(trace))} of virtual time: ${count(messages.length, "message")} of kinds ` +
      `${kinds.join(", ")}; the last is sent at ${formatDuration(last)}.`,
    data,
    xTitle: `virtual time (${unit.name})`,
    yTitle: `messages per ${formatDuration(bin)}`,
    layout: { barmode: "stack", bargap: 0 },
  });
}
