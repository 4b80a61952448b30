import type { Data, ErrorBar } from "plotly.js";
import type { MeasureSummary } from "../../experiments/index.ts";
import { seriesStyle, translucent } from "../plotly/line-styles.ts";
import type { EstimateName, Series, SeriesPoint } from "./series.ts";
import { inWords } from "./tell.ts";

/** Above so many points a line has a band about it: as many bars could not be told apart. */
export const mostErrorBars = 12;

/** What is drawn of a series, where, and as which of them. */
export interface Drawn {
  readonly estimate: EstimateName;
  readonly isAlone: boolean;
  readonly name: string;
  readonly nth: number;
  readonly axis: string;
  readonly panel: number;
}

export function line(series: Series, drawn: Drawn): readonly Data[] {
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

export function bars(series: Series, drawn: Drawn): readonly Data[] {
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
