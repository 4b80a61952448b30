import type { PlotlyFigure } from "../figure.ts";
import { okabeIto } from "../palette.ts";
import { count } from "../words.ts";
import { chart } from "./chart.ts";

/** One run, by the two settings that it was tried with. */
export interface MappedOutcome {
  readonly x: number;
  readonly y: number;
  /** How much it took; null if it never ended. */
  readonly value: number | null;
}

export interface MapOptions {
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  /** What the values count: "ballots". */
  readonly unit: string;
}

/**
 * Two settings tried against each other, a square for each run: where it never ends, and how much it takes where it
 * does.
 *
 * @throws RangeError if there is nothing to draw.
 */
export function outcomeMap(outcomes: readonly MappedOutcome[], options: MapOptions): PlotlyFigure {
  if (outcomes.length === 0) throw new RangeError("outcomeMap: give at least one outcome.");
  const { title, xTitle, yTitle, unit } = options;
  const xs = inOrder(outcomes.map(({ x }) => x));
  const ys = inOrder(outcomes.map(({ y }) => y));
  const ended = outcomes.flatMap(({ value }) => (value === null ? [] : [value]));
  const spread = Math.max(...ended) - Math.min(...ended);
  const endless = outcomes.filter(({ value }) => value === null);
  return chart({
    title,
    alt: tell(outcomes, options),
    data: [
      {
        type: "heatmap",
        name: `${unit} needed`,
        x: xs,
        y: ys,
        z: ys.map((y) => xs.map((x) => valueAt(outcomes, x, y))),
        colorscale: [
          [0, "#D6ECF9"],
          [1, okabeIto.blue],
        ],
        zmin: Math.min(...ended),
        zmax: Math.max(...ended),
        xgap: 1,
        ygap: 1,
        hoverongaps: false,
        hovertemplate: `${xTitle}: %{x}<br>${yTitle}: %{y}<br>%{z} ${unit}<extra></extra>`,
        // Whole numbers only.
        colorbar: { title: { text: unit }, thickness: 12, dtick: Math.max(1, Math.ceil(spread / 6)) },
        showlegend: false,
      },
      {
        type: "scatter",
        mode: "markers",
        name: "never ends",
        x: endless.map(({ x }) => x),
        y: endless.map(({ y }) => y),
        marker: { symbol: "x", size: 8, color: okabeIto.vermillion },
        hovertemplate: `${xTitle}: %{x}<br>${yTitle}: %{y}<br>never ends<extra></extra>`,
        showlegend: true,
      },
    ],
    xTitle,
    yTitle,
    layout: { height: 460, margin: { l: 64, r: 24, t: 84, b: 56 } },
  });
}

const inOrder = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

const valueAt = (outcomes: readonly MappedOutcome[], x: number, y: number): number | null =>
  outcomes.find((outcome) => outcome.x === x && outcome.y === y)?.value ?? null;

function tell(outcomes: readonly MappedOutcome[], { xTitle, yTitle, unit }: MapOptions): string {
  const endless = outcomes.filter(({ value }) => value === null);
  const ended = outcomes.flatMap(({ value }) => (value === null ? [] : [value]));
  const range = (values: readonly number[]): string => `${Math.min(...values)} to ${Math.max(...values)}`;
  return [
    `A map of ${count(outcomes.length, "run")}: ${xTitle} across, ${yTitle} upwards.`,
    endless.length === 0
      ? "All of them end."
      : `${endless.length} never end: at ${range(endless.map(({ x }) => x))} across and ${range(endless.map(({ y }) => y))} upwards.`,
    ended.length === 0 ? "" : `The others need ${range(ended)} ${unit}.`,
  ].join(" ");
}
