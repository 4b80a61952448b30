import type { PlotlyFigure } from "../figure.ts";
import { okabeIto } from "../palette.ts";
import { count } from "../words.ts";
import { chart } from "./chart.ts";

/** How many different states one search has seen. */
export interface Explored {
  /** Which group of bars it stands in: "2 ballots". */
  readonly group: string;
  /** Which bar of its group: "one crash". */
  readonly series: string;
  readonly states: number;
  /** Whether these are all there are; if not, the bar is hatched, and its number says "more than". */
  readonly isAll: boolean;
}

const colours = [okabeIto.blue, okabeIto.orange, okabeIto.bluishGreen, okabeIto.reddishPurple];

/** State spaces side by side, on a logarithmic scale: what one ballot or one crash more costs a model checker. */
export function statesExplored(
  searches: readonly Explored[],
  options: { readonly title?: string } = {},
): PlotlyFigure {
  const names = [...new Set(searches.map(({ series }) => series))];
  return chart({
    title: options.title ?? "How many states there are",
    alt: `Bars on a logarithmic scale. ${searches.map(inWords).join("; ")}.`,
    data: names.map((name, index) => {
      const bars = searches.filter(({ series }) => series === name);
      return {
        type: "bar" as const,
        name,
        x: bars.map(({ group }) => group),
        y: bars.map(({ states }) => states),
        text: bars.map(number),
        textposition: "outside" as const,
        cliponaxis: false,
        marker: {
          color: colours[index % colours.length] as string,
          pattern: {
            fillmode: "overlay" as const,
            shape: bars.map(({ isAll }) => (isAll ? "" : "/")) as unknown as "/",
            fgcolor: "rgba(255,255,255,0.7)",
            size: 7,
          },
        },
        hovertemplate: `%{x}, ${name}: %{text} states<extra></extra>`,
      };
    }),
    xTitle: "what may happen",
    yTitle: "different states",
    layout: {
      barmode: "group",
      xaxis: { type: "category" },
      yaxis: { type: "log", dtick: 1 },
    },
  });
}

const number = ({ states, isAll }: Explored): string => `${isAll ? "" : "> "}${states.toLocaleString("en")}`;

const inWords = ({ group, series, states, isAll }: Explored): string =>
  `${group}, ${series}: ${isAll ? "" : "more than "}${count(states, "state")}`;
