import { groupedBy } from "../../core/index.ts";
import type { Grid, MeasureSummary, ParameterWords, Point, Sweep, Value } from "../../experiments/index.ts";

/** One line, or the bars of one look. */
export interface Series {
  /** Empty if it is the only one. */
  readonly name: string;
  readonly points: readonly SeriesPoint[];
}

export interface SeriesPoint {
  readonly x: Value;
  readonly measures: Readonly<Record<string, MeasureSummary>>;
}

/** What of the runs at a point is drawn. */
export type EstimateName = "mean" | "median" | "p95" | "p99";

/** What parameters are called: by their titles, if they have any. */
export type WordsOf = Readonly<Record<string, ParameterWords | undefined>>;

/** Makes one series of every choice of the parameters that vary, but for the one along the axis. */
export function seriesOf(
  sweep: Sweep,
  x: string,
  inWords: (name: string, value: Value) => string,
): readonly Series[] {
  const nameOf = seriesNames(sweep, x, inWords);
  const groups = groupedBy(sweep.summary, ({ parameters }) => nameOf(parameters));
  return [...groups].map(([name, points]) => ({
    name,
    points: points.map(({ parameters, measures }) => ({ x: parameters[x] as Value, measures })),
  }));
}

/** What the series is called to which a point belongs. */
export function seriesNames(
  { parameters }: Sweep,
  x: string,
  inWords: (name: string, value: Value) => string,
): (point: Point) => string {
  const varying = varyingIn(parameters).filter((name) => name !== x);
  return (point) => varying.map((name) => inWords(name, point[name] as Value)).join(", ");
}

/** Parameters with more values than one. */
export function varyingIn(parameters: Grid<Point>): readonly string[] {
  return Object.entries(parameters).flatMap(([name, values]) => (values.length > 1 ? [name] : []));
}

/** `patience 200 ms`; a text speaks for itself, unless it has a title. */
export function valueInWords(name: string, value: Value, words: WordsOf): string {
  const said = words[name];
  const title = said?.title ?? (typeof value === "string" ? "" : name);
  const shown = typeof value === "number" ? value.toLocaleString("en") : String(value);
  return [title, shown, said?.unit ?? ""].filter((word) => word !== "").join(" ");
}

/** What stands beside an axis: `median latency (ms)`; a title that names its unit says enough. */
export function withUnit({ title, unit = "" }: ParameterWords): string {
  return unit === "" || title.split(" ").includes(unit) ? title : `${title} (${unit})`;
}
