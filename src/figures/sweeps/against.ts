import type { Data, ErrorBar } from "plotly.js";
import type { Against, Measures, MeasureSummary, Point, Sweep, Value } from "../../experiments/index.ts";
import type { PlotlyFigure } from "../figure.ts";
import { inkOnEither } from "../palette.ts";
import { chart } from "../plotly/chart.ts";
import { seriesStyle, translucent } from "../plotly/line-styles.ts";
import { drawable } from "./drawable.ts";
import { panels } from "./panels.ts";
import {
  seriesOf,
  valueInWords,
  withUnit,
  type EstimateName,
  type Series,
  type SeriesPoint,
} from "./series.ts";
import { inWords, tellSeries } from "./tell.ts";

export type AgainstOptions<P extends string, M extends string> = Omit<
  Against<P, M>,
  "kind" | "y" | "title"
> & {
  /** One measure, or several in panels on top of each other. */
  readonly y: M | readonly M[];
  readonly title?: string;
  /** The parameter of which each value has a line of its own; by default, all others that vary. */
  readonly by?: P;
  /** How a line is called, by its value of that parameter. */
  readonly names?: (value: Value) => string;
  readonly xTitle?: string;
  /** What a calculation says of the first measure; drawn dashed. Null where it says nothing. */
  readonly expected?: Expected;
};

interface Expected {
  readonly name: string;
  readonly at: (x: number) => number | null;
}

/**
 * What a sweep measured against one of its parameters, a number: means or medians, with 95 % confidence intervals. Every
 * other parameter that varies makes lines of its own.
 *
 * @throws RangeError if the parameter or a measure is none of the sweep's, or if there is nothing to draw.
 */
export function sweepLines<P extends Point, M extends Measures>(
  sweep: Sweep<P, M>,
  options: AgainstOptions<keyof P & string, keyof M & string>,
): PlotlyFigure {
  return against(sweep, options, "lines");
}

/** The same as bars, for a parameter of any kind: side by side for each of its values. */
export function sweepBars<P extends Point, M extends Measures>(
  sweep: Sweep<P, M>,
  options: AgainstOptions<keyof P & string, keyof M & string>,
): PlotlyFigure {
  return against(sweep, options, "bars");
}

/** Above so many points a line has a band about it: as many bars could not be told apart. */
const mostErrorBars = 12;

function against(sweep: Sweep, options: AgainstOptions<string, string>, kind: Against["kind"]): PlotlyFigure {
  const { x, y, by, estimate = "mean", words = {}, expected } = options;
  const names = typeof y === "string" ? [y] : y;
  drawable(sweep, by === undefined ? [x] : [x, by], names, kind === "lines");
  const nameOf = options.names ?? ((value: Value) => valueInWords(by as string, value, words));
  const series = seriesOf(sweep, x, (name, value) =>
    name === by ? nameOf(value) : valueInWords(name, value, words),
  );
  // Beside what was expected, the only line needs a name.
  const only = expected === undefined ? "" : sweep.measures[names[0]!]!.title;
  const lines = series.map((one) => (one.name === "" ? { ...one, name: only } : one));
  const titles = names.map((name) => withUnit(sweep.measures[name]!));
  const { axes, layout } = panels(titles, {
    ...(options.yScale === "log" ? { type: "log", dtick: 1 } : { rangemode: "tozero" }),
    exponentformat: "none",
    separatethousands: true,
  });
  const draw = kind === "lines" ? line : bars;
  const shared = { estimate, isAlone: series.length === 1 && expected === undefined };
  const xTitle = options.xTitle ?? withUnit(words[x] ?? { title: x });
  return chart({
    title: options.title ?? `${names.map((name) => sweep.measures[name]!.title).join(", ")} by ${xTitle}`,
    alt: tellSeries(sweep, series, names, estimate, { kind, x: xTitle }),
    data: [
      ...names.flatMap((name, panel) =>
        lines.flatMap((one, nth) => draw(one, { ...shared, name, nth, axis: axes[panel] as string, panel })),
      ),
      ...(expected === undefined ? [] : [dashed(expected, sweep.parameters[x] as readonly number[])]),
    ],
    xTitle: `${xTitle}<br><span style="font-size: 11px">${whatIsDrawn(sweep, estimate)}</span>`,
    yTitle: "",
    layout: {
      ...layout,
      xaxis: { anchor: axes.at(-1) as "y", ...xAxis(sweep, x, kind, options.xScale === "log") },
      ...(kind === "bars" ? { barmode: "group", bargap: 0.25, bargroupgap: 0.08 } : {}),
    },
  });
}

function whatIsDrawn({ seeds }: Sweep, estimate: EstimateName): string {
  const what = estimate === "p95" || estimate === "p99" ? `${estimate.slice(1)} % quantile` : estimate;
  return `${what} of ${seeds.count.toLocaleString("en")} runs at each point, with its 95 % interval`;
}

function xAxis({ parameters }: Sweep, x: string, kind: Against["kind"], isLog: boolean): object {
  if (kind === "bars") return { type: "category" };
  const values = parameters[x] as readonly number[];
  const isSparse = values.length <= mostErrorBars;
  const ticks = isSparse ? { tickmode: "array", tickvals: values, ticktext: values.map(String) } : {};
  return isLog ? { type: "log", ...ticks } : { zeroline: false, ...ticks };
}

function dashed({ name, at }: Expected, values: readonly number[]): Data {
  const x = values.toSorted((a, b) => a - b);
  const line = { color: inkOnEither, width: 2, dash: "dash" as const };
  return {
    type: "scatter",
    mode: "lines",
    name,
    x,
    y: x.map(at),
    line,
    hovertemplate: `${name}, %{x}: %{y:.4~s}<extra></extra>`,
    showlegend: true,
  };
}

interface Drawn {
  readonly estimate: EstimateName;
  readonly isAlone: boolean;
  readonly name: string;
  readonly nth: number;
  readonly axis: string;
  readonly panel: number;
}

function line(series: Series, drawn: Drawn): readonly Data[] {
  const { color, dash, symbol } = seriesStyle(drawn.nth);
  const isDense = series.points.length > mostErrorBars;
  const trace: Data = {
    ...common(series, drawn),
    type: "scatter",
    mode: isDense ? "lines" : "lines+markers",
    connectgaps: false,
    line: { color, dash, width: 2.2 },
    marker: { color, symbol, size: 8 },
    ...(isDense ? {} : { error_y: errorBars(series, drawn, color) }),
  };
  return isDense ? [...band(series, drawn, color), trace] : [trace];
}

function bars(series: Series, drawn: Drawn): readonly Data[] {
  const { color, pattern } = seriesStyle(drawn.nth);
  return [
    {
      ...common(series, drawn),
      type: "bar",
      marker: {
        color,
        pattern: { shape: pattern, fillmode: "overlay", fgcolor: "rgba(255,255,255,0.7)", size: 7 },
      },
      error_y: errorBars(series, drawn, "#808080"),
    },
  ];
}

/** Above the line and below it in turn: up to the high ends, and back along the low ones. */
function band(series: Series, { axis, name, estimate, nth }: Drawn, color: string): readonly Data[] {
  const known = series.points.flatMap(({ x, measures }) => {
    const reach = reachOf(measures[name]!, estimate);
    return reach === null ? [] : [{ x: x as number, ...reach }];
  });
  return [
    {
      type: "scatter",
      mode: "lines",
      x: [...known, ...known.toReversed()].map(({ x }) => x),
      y: [...known.map(({ high }) => high), ...known.toReversed().map(({ low }) => low)],
      yaxis: axis,
      fill: "toself",
      fillcolor: translucent(color, 0.25),
      line: { width: 0 },
      legendgroup: String(nth),
      showlegend: false,
      hoverinfo: "skip",
    },
  ];
}

function common({ name: series, points }: Series, { name, estimate, axis, nth, panel, isAlone }: Drawn) {
  return {
    name: series,
    x: points.map(({ x }) => (typeof x === "boolean" ? String(x) : x)),
    y: points.map(({ measures }) => measures[name]![estimate]?.value ?? null),
    yaxis: axis,
    legendgroup: String(nth),
    showlegend: panel === 0 && !isAlone,
    text: points.map((point) => hover(point, name, estimate)),
    hovertemplate: `%{x}: %{text}<extra>${series}</extra>`,
    ...({ textposition: "none" } as object),
  };
}

function errorBars({ points }: Series, { name, estimate }: Drawn, color: string): ErrorBar {
  const reaches = points.map(({ measures }) => reachOf(measures[name]!, estimate));
  return {
    type: "data",
    symmetric: false,
    array: reaches.map((reach) => (reach === null ? 0 : reach.high - reach.value)),
    arrayminus: reaches.map((reach) => (reach === null ? 0 : reach.value - reach.low)),
    color,
    thickness: 1.4,
    width: 4,
  };
}

/** An estimate and its interval, which ends at the estimate where too few runs tell more. */
function reachOf(summary: MeasureSummary, which: EstimateName) {
  const estimate = summary[which];
  if (estimate === null) return null;
  const { value, low, high } = estimate;
  // What is never below 0 is not so in the mean: Student's interval does not know that.
  const floor = (summary.least ?? 0) >= 0 ? 0 : -Infinity;
  return { value, low: Math.max(floor, low ?? value), high: high ?? value };
}

function hover({ measures }: SeriesPoint, name: string, which: EstimateName): string {
  const summary = measures[name] as MeasureSummary;
  const estimate = summary[which];
  const runs = summary.count + summary.absent;
  if (estimate === null) return `in none of ${runs} runs`;
  const some = summary.absent === 0 ? "" : `, in ${summary.count} of ${runs} runs`;
  return `${inWords(estimate)}${some}`;
}
