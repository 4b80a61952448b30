import type { Data } from "plotly.js";
import { groupedBy } from "../../core/index.ts";
import type { Measures, Point, RunResult, Sweep, Value } from "../../experiments/index.ts";
import type { PlotlyFigure } from "../figure.ts";
import { inkOnEither } from "../palette.ts";
import { chart } from "../plotly/chart.ts";
import { seriesStyle, translucent } from "../plotly/line-styles.ts";
import { drawable } from "./drawable.ts";
import { seriesNames, seriesOf, valueInWords, withUnit, type Series } from "./series.ts";
import { inWords as tellEstimate, tellSeries } from "./tell.ts";

export interface StripOptions<P extends string, M extends string> {
  /** The parameter along the axis, of any kind. */
  readonly x: P;
  readonly y: M;
  readonly title?: string;
  /** What parameters are called; by default as in the code. */
  readonly words?: { readonly [K in P]?: { readonly title: string; readonly unit?: string } };
}

/**
 * Every run of a sweep as a dot, by the value of a parameter, and beside them their mean with its 95 % confidence interval:
 * to see not only how much, but how often how much. Every other parameter that varies makes dots of its own.
 *
 * @throws RangeError if the parameter or the measure is none of the sweep's, or if there is nothing to draw.
 */
export function sweepStrip<P extends Point, M extends Measures>(
  sweep: Sweep<P, M>,
  options: StripOptions<keyof P & string, keyof M & string>,
): PlotlyFigure {
  return strip(sweep, options);
}

function strip(sweep: Sweep, options: StripOptions<string, string>): PlotlyFigure {
  const { x, y, title, words = {} } = options;
  drawable(sweep, [x], [y], false);
  const inWords = (name: string, value: Value): string => valueInWords(name, value, words);
  const series = seriesOf(sweep, x, inWords);
  const nameOf = seriesNames(sweep, x, inWords);
  const runs = groupedBy(sweep.runs, ({ parameters }) => nameOf(parameters));
  const values = sweep.parameters[x] as readonly Value[];
  const xTitle = withUnit(words[x] ?? { title: x });
  const lanes = series.map((one, nth): Lane => ({
    nth,
    name: one.name,
    middle: ((nth + 0.5) / series.length - 0.5) * 0.8,
    width: 0.8 / series.length,
    unit: sweep.measures[y]!.unit,
    placeOf: (point) => values.indexOf(point[x] as Value),
  }));
  return chart({
    title: title ?? `${sweep.measures[y]!.title} by ${xTitle}`,
    alt: tellSeries(sweep, series, [y], "mean", { kind: "bars", x: xTitle }).replace(
      /^Bars/,
      "A dot for each run, and marks",
    ),
    data: lanes.flatMap((lane, nth) => [
      dots(runs.get(lane.name) ?? [], y, lane),
      means(series[nth]!, x, y, lane, lanes.length > 1),
    ]),
    xTitle: `${xTitle}<br><span style="font-size: 11px">a dot for each of ${sweep.seeds.count} runs; beside them their mean, with its 95 % interval</span>`,
    yTitle: withUnit(sweep.measures[y]!),
    layout: {
      xaxis: {
        tickmode: "array",
        tickvals: values.map((_, nth) => nth),
        ticktext: values.map(String),
        range: [-0.55, values.length - 0.45],
        zeroline: false,
        showgrid: false,
      },
      yaxis: { rangemode: "tozero" },
    },
  });
}

/** Where the dots of a series stand: so far from the middle of each value's place, and so wide. */
interface Lane {
  readonly nth: number;
  readonly name: string;
  readonly middle: number;
  readonly width: number;
  readonly unit: string;
  readonly placeOf: (point: Point) => number;
}

/** In the order of their seeds, from left to right: so they seldom hide each other. */
function dots(
  runs: readonly RunResult[],
  y: string,
  { nth, name, middle, width, unit, placeOf }: Lane,
): Data {
  const { color, symbol } = seriesStyle(nth);
  const seeds = runs.map(({ seed }) => seed);
  const [first, last] = [Math.min(...seeds), Math.max(...seeds)];
  const share = (seed: number): number => (last === first ? 0.5 : (seed - first) / (last - first));
  const measured = runs.flatMap((run) => {
    const value = "error" in run ? null : (run.measures[y] ?? null);
    return value === null ? [] : [{ run, value }];
  });
  return {
    type: "scatter",
    mode: "markers",
    name,
    legendgroup: String(nth),
    showlegend: false,
    x: measured.map(({ run }) => placeOf(run.parameters) + middle + (share(run.seed) - 0.6) * 0.7 * width),
    y: measured.map(({ value }) => value),
    marker: { color: translucent(color, 0.7), symbol, size: 6 },
    text: measured.map(({ run }) => `seed ${run.seed}`),
    hovertemplate: `%{text}: %{y:.4~g} ${unit}<extra>${name}</extra>`,
  };
}

function means({ points }: Series, x: string, y: string, lane: Lane, hasLegend: boolean): Data {
  const { nth, name, middle, width, unit, placeOf } = lane;
  const { color, symbol } = seriesStyle(nth);
  const known = points.flatMap(({ x: value, measures }) => {
    const estimate = measures[y]!.mean;
    return estimate === null ? [] : [{ place: placeOf({ [x]: value }), ...estimate }];
  });
  return {
    type: "scatter",
    mode: "markers",
    name,
    legendgroup: String(nth),
    showlegend: hasLegend,
    x: known.map(({ place }) => place + middle + 0.42 * width),
    y: known.map(({ value }) => value),
    error_y: {
      type: "data",
      symmetric: false,
      array: known.map(({ value, high }) => (high ?? value) - value),
      arrayminus: known.map(({ value, low }) => value - (low ?? value)),
      color: inkOnEither,
      thickness: 2,
      width: 5,
    },
    marker: { color, symbol, size: 11, line: { color: inkOnEither, width: 1.5 } },
    text: known.map((estimate) => tellEstimate(estimate)),
    hovertemplate: `%{text} ${unit}<extra>${name}</extra>`,
  };
}
