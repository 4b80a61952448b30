import type { Data } from "plotly.js";
import type { Against, Measures, Point, PowerLaw, Sweep, Value } from "../../experiments/index.ts";
import type { PlotlyFigure } from "../figure.ts";
import { inkOnEither } from "../palette.ts";
import { chart } from "../plotly/chart.ts";
import { drawable } from "./drawable.ts";
import { panels } from "./panels.ts";
import { seriesOf, valueInWords, withUnit, type EstimateName } from "./series.ts";
import { tellSeries } from "./tell.ts";
import { bars, line, mostErrorBars } from "./traces.ts";

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

function against(sweep: Sweep, options: AgainstOptions<string, string>, kind: Against["kind"]): PlotlyFigure {
  const { x, y, by, estimate = "mean", words = {}, expected, laws = [] } = options;
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
      ...laws.flatMap((law, nth) => {
        const panel = names.indexOf(law.measure);
        const values = sweep.parameters[x] as readonly number[];
        return panel < 0 ? [] : [{ ...dashed(asExpected(law), values, nth), yaxis: axes[panel] as string }];
      }),
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

function whatIsDrawn({ summary }: Sweep, estimate: EstimateName): string {
  // A sweep that was stopped, or a shard, has not as many everywhere.
  const counts = summary.map(({ runs }) => runs);
  const runs = [...new Set([Math.min(...counts), Math.max(...counts)])].map((count) =>
    count.toLocaleString("en"),
  );
  if (Math.max(...counts) === 1) return "one run at each point";
  const what = estimate === "p95" || estimate === "p99" ? `${estimate.slice(1)} % quantile` : estimate;
  return `${what} of ${runs.join(" to ")} runs at each point, with its 95 % interval`;
}

function xAxis({ parameters }: Sweep, x: string, kind: Against["kind"], isLog: boolean): object {
  if (kind === "bars") return { type: "category" };
  const values = parameters[x] as readonly number[];
  const isSparse = values.length <= mostErrorBars;
  const ticks = isSparse ? { tickmode: "array", tickvals: values, ticktext: values.map(String) } : {};
  return isLog ? { type: "log", ...ticks } : { zeroline: false, ...ticks };
}

function asExpected({ title, factor, power }: PowerLaw): Expected {
  return { name: title, at: (x) => factor * x ** power };
}

/** What is expected, the first thing and the next, each unlike the ones before. */
const dashes = ["dash", "dot", "dashdot", "longdash"] as const;

function dashed({ name, at }: Expected, values: readonly number[], nth = 0): Data {
  const x = values.toSorted((a, b) => a - b);
  const line = { color: inkOnEither, width: 2, dash: dashes[nth % dashes.length]! };
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
