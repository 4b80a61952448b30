import { groupedBy, type NodeId } from "../../core/index.ts";
import type { PlotlyFigure } from "../figure.ts";
import { okabeIto } from "../palette.ts";
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

/** What each node stands for at the end, to be counted by ward. */
interface Choices {
  readonly names: readonly string[];
  readonly groupBy: (node: NodeId) => string;
  /** The value each node chose; a node that is missing chose nothing. */
  readonly choices: ReadonlyMap<NodeId, string>;
  /** What the nodes did with their value: `accepted`, `decided`. */
  readonly verb: string;
  readonly title: (wards: number) => string;
}

/** Stacked bars, one a ward, of how many of its nodes chose what. */
export function stackByWard({ names, groupBy, choices, verb, title }: Choices): PlotlyFigure {
  const nodes = names.map((_, node) => node);
  const wards = [...groupedBy(nodes, (node) => groupBy(node))];
  const values = [...new Set(choices.values()), nothing];
  const tally = (members: readonly NodeId[], value: string): number =>
    members.filter((node) => (choices.get(node) ?? nothing) === value).length;
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
        hovertemplate: `%{x}: %{y} ${verb} ${value}<extra></extra>`,
      };
    });
  const totals = values.map((value) => `${tally(nodes, value)} ${verb} ${value}`);
  return chart({
    title: title(wards.length),
    alt: `Stacked bars, one a ward. In all, ${totals.join(", ")}.`,
    data,
    xTitle: "ward",
    yTitle: "nodes",
    layout: { barmode: "stack" },
  });
}
