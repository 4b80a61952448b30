import type { NodeId } from "../../core/index.ts";
import type { Trace } from "../../sim/trace.ts";
import type { PlotlyFigure } from "../figure.ts";
import { okabeIto } from "../palette.ts";
import { kindOf, valueIn } from "../words.ts";
import { chart } from "./chart.ts";

const colours = [
  okabeIto.blue,
  okabeIto.orange,
  okabeIto.bluishGreen,
  okabeIto.reddishPurple,
  okabeIto.skyBlue,
  okabeIto.vermillion,
];
const patterns = ["", "/", "x", ".", "-", "+"];
const nothing = "nothing";

export interface VotesOptions {
  /** The ward, or any other group, of a node. */
  readonly groupBy: (node: NodeId) => string;
  readonly title?: string;
  /** The kind of message by which a node says what it accepted. By default `accepted`. */
  readonly kind?: string;
}

/** What the nodes of each ward accepted last, by the end of the trace. */
export function votesByWard(trace: Trace, { groupBy, title, kind = "accepted" }: VotesOptions): PlotlyFigure {
  const votes = lastVotes(trace, kind);
  const nodes = trace.names.map((_, node) => node);
  const wards = [...Map.groupBy(nodes, (node) => groupBy(node))];
  const values = [...new Set(votes.values()), nothing];
  const tally = (members: readonly NodeId[], value: string): number =>
    members.filter((node) => (votes.get(node) ?? nothing) === value).length;
  const data = values
    .filter((value) => tally(nodes, value) > 0)
    .map((value, index) => {
      const colour = value === nothing ? "#aaaaaa" : (colours[index % colours.length] as string);
      return {
        type: "bar" as const,
        name: value,
        x: wards.map(([ward]) => ward),
        y: wards.map(([, members]) => tally(members, value)),
        marker: {
          color: colour,
          pattern: {
            fillmode: "overlay" as const,
            shape: patterns[index % patterns.length] as string,
            fgcolor: "rgba(255,255,255,0.7)",
            size: 6,
          },
        },
        hovertemplate: `%{x}: %{y} accepted ${value}<extra></extra>`,
      };
    });
  const totals = values.map((value) => `${tally(nodes, value)} accepted ${value}`);
  return chart({
    title: title ?? `What the ${nodes.length} nodes of ${wards.length} wards accepted last`,
    alt: `Stacked bars, one a ward. In all, ${totals.join(", ")}.`,
    data,
    xTitle: "ward",
    yTitle: "nodes",
    layout: { barmode: "stack" },
  });
}

function lastVotes({ events }: Trace, kind: string): ReadonlyMap<NodeId, string> {
  const votes = new Map<NodeId, string>();
  for (const event of events) {
    if (event.kind !== "send" || kindOf(event.message) !== kind) continue;
    votes.set(event.node, valueIn(event.message) ?? "a value");
  }
  return votes;
}
