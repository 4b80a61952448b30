import type { Trace } from "../../sim/trace.ts";
import type { PlotlyFigure } from "../figure.ts";
import { dropWords, messagesOf, type Flight } from "../flights.ts";
import { okabeIto } from "../palette.ts";
import { inProtocolOrder, paxosRoles, type MessageRoles } from "../phases.ts";
import { count } from "../words.ts";
import { chart } from "./chart.ts";

export interface MessageChartOptions {
  readonly title?: string;
  readonly roles?: MessageRoles;
}

const fates: readonly { readonly name: string; readonly colour: string; readonly pattern: string }[] = [
  { name: "delivered", colour: okabeIto.blue, pattern: "" },
  { name: dropWords.loss, colour: okabeIto.vermillion, pattern: "/" },
  { name: dropWords.partition, colour: okabeIto.orange, pattern: "x" },
  { name: dropWords.crashed, colour: okabeIto.reddishPurple, pattern: "." },
  { name: "still under way", colour: "#999999", pattern: "-" },
];

/** How many messages of each kind were sent, and what became of them. */
export function messagesByKind(trace: Trace, options: MessageChartOptions = {}): PlotlyFigure {
  const messages = messagesOf(trace);
  const kinds = inProtocolOrder(new Set(messages.map(({ kind }) => kind)), options.roles ?? paxosRoles);
  const tally = (kind: string, fate: string): number =>
    messages.filter((flight) => flight.kind === kind && fateOf(flight) === fate).length;
  const data = fates
    .map(({ name, colour, pattern }) => ({
      name,
      colour,
      pattern,
      counts: kinds.map((kind) => tally(kind, name)),
    }))
    .filter(({ counts }) => counts.some((number) => number > 0))
    .map(({ name, colour, pattern, counts }) => ({
      type: "bar" as const,
      orientation: "h" as const,
      name,
      x: counts,
      y: [...kinds],
      marker: {
        color: colour,
        pattern: { fillmode: "overlay" as const, shape: pattern, fgcolor: "rgba(255,255,255,0.7)", size: 6 },
      },
      hovertemplate: `%{x} %{y}: ${name}<extra></extra>`,
    }));
  const lost = messages.filter(({ end }) => end.kind === "dropped").length;
  const perKind = kinds.map(
    (kind) => `${messages.filter((message) => message.kind === kind).length} ${kind}`,
  );
  return chart({
    title: options.title ?? "Messages sent, by kind, and what became of them",
    alt: `Bars of ${count(messages.length, "message")}: ${perKind.join(", ")}; ${lost} of them lost.`,
    data,
    xTitle: "messages sent",
    yTitle: "",
    layout: {
      barmode: "stack",
      yaxis: { autorange: "reversed", title: { text: "" } },
      height: 150 + 42 * kinds.length,
    },
  });
}

function fateOf({ end }: Flight): string {
  if (end.kind === "dropped") return dropWords[end.why];
  return end.kind === "delivered" ? "delivered" : "still under way";
}
