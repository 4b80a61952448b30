import type { Estimate, Measures, MeasureSummary, Point, PointSummary } from "../../experiments/index.ts";
import type { PlotlyFigure } from "../figure.ts";
import { okabeIto } from "../palette.ts";
import { count } from "../words.ts";
import { chart } from "./chart.ts";

/** What of a sweep is drawn; a whole `Sweep` is one. */
export interface Swept {
  readonly measures: Measures;
  readonly summary: readonly PointSummary[];
}

export interface SweepLinesOptions {
  readonly title: string;
  /** The parameter along the axis, all of whose values are numbers, and the measure that is drawn. */
  readonly x: string;
  readonly y: string;
  /** The parameter of which each value has a line of its own. */
  readonly by?: string;
  /** How a line is called, by its value. */
  readonly names?: (value: Point[string]) => string;
  /** What of the runs at a point; by default their mean. */
  readonly estimate?: "mean" | "median" | "p95" | "p99";
  readonly xTitle?: string;
  /** By default `linear`. */
  readonly xScale?: "linear" | "log";
  readonly yScale?: "linear" | "log";
  /** What a calculation says; drawn dashed. Null where it says nothing. */
  readonly expected?: { readonly name: string; readonly at: (x: number) => number | null };
}

const looks = [
  { color: okabeIto.blue, symbol: "circle" },
  { color: okabeIto.vermillion, symbol: "square" },
  { color: okabeIto.bluishGreen, symbol: "diamond" },
  { color: okabeIto.reddishPurple, symbol: "triangle-up" },
  { color: okabeIto.orange, symbol: "x" },
  { color: okabeIto.skyBlue, symbol: "cross" },
] as const;

/**
 * A measure of a sweep over one of its parameters, with a bar for each 95 % interval; a line for each value of another one.
 *
 * @throws RangeError if the sweep has no such parameter or measure.
 */
export function sweepLines({ measures, summary }: Swept, options: SweepLinesOptions): PlotlyFigure {
  const { x, y, by, estimate = "mean", names = (value) => `${by} ${value}`, expected } = options;
  const measure = measures[y];
  if (measure === undefined) throw new RangeError(`The sweep measures no "${y}".`);
  for (const parameter of by === undefined ? [x] : [x, by]) requireParameter(summary, parameter);
  const groups = Map.groupBy(summary, ({ parameters }) => (by === undefined ? "" : parameters[by]!));
  const lines = [...groups].map(([value, points]): Line => {
    const found = points.flatMap((point) => placeOf(point, x, y, estimate));
    return { name: by === undefined ? measure.title : names(value), places: found };
  });
  const places = [...new Set(lines.flatMap(({ places }) => places.map((place) => place.x)))];
  const runs = [...new Set(summary.map(({ runs }) => runs))];
  return chart({
    title: options.title,
    alt: tell(measure, lines, options.xTitle ?? x),
    data: [
      ...lines.map((line, index) => series(line, looks[index % looks.length]!, measure.unit)),
      ...(expected === undefined ? [] : [dashed(expected, places)]),
    ],
    xTitle:
      `${options.xTitle ?? x}<br><span style="font-size: 11px">${estimate} of ${runs.join(" or ")} runs at each point, ` +
      `with its 95 % interval</span>`,
    yTitle: measure.unit === "" ? measure.title : `${measure.title} (${measure.unit})`,
    layout: {
      margin: { l: 72, r: 24, t: lines.length + (expected ? 1 : 0) > 1 ? 84 : 56, b: 72 },
      xaxis: options.xScale === "log" ? { type: "log", tickvals: places, ticktext: places.map(String) } : {},
      yaxis: options.yScale === "log" ? { type: "log", dtick: "D1" } : { rangemode: "tozero" },
    },
  });
}

interface Line {
  readonly name: string;
  readonly places: readonly Place[];
}

interface Place extends Estimate {
  readonly x: number;
}

function requireParameter(summary: readonly PointSummary[], parameter: string): void {
  if (summary.every(({ parameters }) => parameter in parameters)) return;
  throw new RangeError(`The sweep has no parameter "${parameter}".`);
}

/** Where a point stands; nowhere if none of its runs measured anything. */
function placeOf(
  { parameters, measures }: PointSummary,
  x: string,
  y: string,
  estimate: keyof MeasureSummary & NonNullable<SweepLinesOptions["estimate"]>,
): readonly Place[] {
  const found = measures[y]?.[estimate] ?? null;
  return found === null ? [] : [{ x: Number(parameters[x]), ...found }];
}

function series({ name, places }: Line, { color, symbol }: (typeof looks)[number], unit: string) {
  const bar = (end: number | null, value: number): number => (end === null ? 0 : Math.abs(end - value));
  return {
    type: "scatter" as const,
    mode: "lines+markers" as const,
    name,
    x: places.map((place) => place.x),
    y: places.map(({ value }) => value),
    error_y: {
      type: "data" as const,
      symmetric: false,
      array: places.map(({ high, value }) => bar(high, value)),
      arrayminus: places.map(({ low, value }) => bar(low, value)),
      color,
      thickness: 1.6,
      width: 5,
    },
    line: { color, width: 2 },
    marker: { color, symbol, size: 8 },
    text: places.map(({ low, high }) =>
      low === null || high === null ? "" : `${short(low)} to ${short(high)}`,
    ),
    hovertemplate: `${name}, %{x}: %{y:.4~s} ${unit}<br>95 %: %{text}<extra></extra>`,
  };
}

function dashed({ name, at }: NonNullable<SweepLinesOptions["expected"]>, places: readonly number[]) {
  const sorted = places.toSorted((a, b) => a - b);
  return {
    type: "scatter" as const,
    mode: "lines" as const,
    name,
    x: sorted,
    y: sorted.map(at),
    line: { color: "#8a8a8a", width: 2, dash: "dash" as const },
    hovertemplate: `${name}, %{x}: %{y:.4~s}<extra></extra>`,
  };
}

function tell({ title, unit }: Measures[string], lines: readonly Line[], xTitle: string): string {
  const told = lines.map(({ name, places }) => {
    const each = places.map(({ x, value, low, high }) => {
      const interval = low === null || high === null ? "" : ` (${short(low)} to ${short(high)})`;
      return `${x}: ${short(value)}${interval}`;
    });
    return `${name}: ${each.length === 0 ? "nothing was measured" : each.join(", ")}`;
  });
  return `${count(lines.length, "line")} of ${title}${unit === "" ? "" : ` in ${unit}`} over ${xTitle}. ${told.join("; ")}.`;
}

/** Four digits say enough. */
const short = (value: number): string =>
  Number(value.toPrecision(4)).toLocaleString("en", { maximumFractionDigits: 6 });
