import type { Measures, Point, PointSummary, Sweep } from "../../experiments/index.ts";
import type { PlotlyFigure } from "../figure.ts";
import { okabeIto } from "../palette.ts";
import { count } from "../words.ts";
import { chart } from "./chart.ts";

export interface SweepMapOptions<P extends Point, M extends Measures> {
  readonly title: string;
  /** Two parameters whose values are numbers, and the measure whose mean is drawn. */
  readonly x: keyof P & string;
  readonly y: keyof P & string;
  readonly measure: keyof M & string;
  readonly xTitle: string;
  readonly yTitle: string;
}

/**
 * A measure over two parameters of a sweep: a square for each point of the grid, its mean written into it, its 95 % interval
 * where one points at it.
 *
 * @throws RangeError if there is nothing to draw, or if a third parameter takes several values.
 */
export function sweepMap<P extends Point, M extends Measures>(
  { parameters, measures, summary, seeds }: Sweep<P, M>,
  { title, x, y, measure, xTitle, yTitle }: SweepMapOptions<P, M>,
): PlotlyFigure {
  if (summary.length === 0) throw new RangeError("sweepMap: there is no run to draw.");
  const other = Object.keys(parameters).find(
    (name) => name !== x && name !== y && parameters[name]!.length > 1,
  );
  if (other !== undefined) {
    throw new RangeError(`sweepMap draws ${x} and ${y}; give "${other}" one value, or a map for each.`);
  }
  const [xs, ys] = [x, y].map((name) =>
    (parameters[name] as readonly number[]).toSorted((a, b) => a - b),
  ) as [number[], number[]];
  const { unit, title: what } = measures[measure]!;
  const cells = ys.map((row) => xs.map((column) => cellOf(summary, { [x]: column, [y]: row }, measure)));
  return chart({
    title,
    alt:
      `A map of ${what} (${unit}), mean of ${count(seeds.count, "run")} at each of ${count(summary.length, "point")}: ${xTitle} across, ${yTitle} upwards. ` +
      ys.map((row, nth) => `At ${row}: ${cells[nth]!.map(({ value }) => value).join(", ")}.`).join(" "),
    data: [
      {
        type: "heatmap",
        // As words, so that squares are alike though values are not evenly spaced.
        x: xs.map(String),
        y: ys.map(String),
        z: cells.map((row) => row.map(({ value }) => value)),
        customdata: cells.map((row) => row.map(({ interval }) => interval)) as never,
        texttemplate: "%{z}",
        colorscale: [
          [0, "#EAF4FB"],
          [1, okabeIto.skyBlue],
        ],
        // Legible on every square, on a light page and on a dark one.
        textfont: { color: "#12202b" },
        xgap: 2,
        ygap: 2,
        hovertemplate: `${xTitle}: %{x}<br>${yTitle}: %{y}<br>%{z} ${unit}, 95 %: %{customdata}<extra></extra>`,
        colorbar: { title: { text: unit }, thickness: 12 },
      },
    ],
    xTitle: `${xTitle}<br><span style="font-size: 11px">mean of ${count(seeds.count, "run")} at each point</span>`,
    yTitle,
    layout: {
      height: 380,
      margin: { l: 64, r: 24, t: 56, b: 72 },
      xaxis: { type: "category", showgrid: false },
      yaxis: { type: "category", showgrid: false },
    },
  });
}

interface MapCell {
  readonly value: number | null;
  readonly interval: string;
}

function cellOf(summary: readonly PointSummary[], at: Point, measure: string): MapCell {
  const point = summary.find(({ parameters }) =>
    Object.entries(at).every(([name, value]) => parameters[name] === value),
  );
  const mean = point?.measures[measure]?.mean ?? null;
  if (mean === null) return { value: null, interval: "" };
  const short = (value: number): number => Number(value.toPrecision(3));
  const { value, low, high } = mean;
  return {
    value: short(value),
    interval: low === null || high === null ? "too few runs" : `${short(low)} to ${short(high)}`,
  };
}
