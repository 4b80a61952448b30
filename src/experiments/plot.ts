import { SweepError } from "./sweep-error.ts";

/**
 * How a sweep is best drawn, as plain data, so that a result can be drawn wherever it is read. Every other parameter that
 * takes several values makes one line, or one bar, of each.
 *
 * @typeParam P - names of parameters.
 * @typeParam M - names of measures.
 */
export type Plot<P extends string = string, M extends string = string> = Against<P, M> | Spread<P, M>;

/** Measures against a parameter: each a point, or a bar, with its 95 % confidence interval. */
export interface Against<P extends string = string, M extends string = string> extends Titled<P> {
  /** Lines for a parameter that is a number, bars for any. */
  readonly kind: "lines" | "bars";
  readonly x: P;
  /** Each in a panel of its own, the first on top. */
  readonly y: readonly M[];
  /** What is drawn of the runs at a point; by default their mean. */
  readonly estimate?: "mean" | "median" | "p95" | "p99";
  /** By default `linear`. */
  readonly xScale?: "linear" | "log";
  readonly yScale?: "linear" | "log";
  /** What calculations say, beside what was measured. */
  readonly laws?: readonly PowerLaw<M>[];
}

/** A measure goes as this power of the parameter: it is `factor` times that. Drawn dashed, for lines. */
export interface PowerLaw<M extends string = string> {
  readonly title: string;
  readonly measure: M;
  readonly power: number;
  readonly factor: number;
}

/** Of each value of a parameter, which share of the runs measured how much at most. */
export interface Spread<P extends string = string, M extends string = string> extends Titled<P> {
  readonly kind: "distribution";
  readonly measure: M;
  readonly by: P;
  readonly xScale?: "linear" | "log";
}

interface Titled<P extends string> {
  readonly title: string;
  /** What parameters are called beside an axis and in a legend, and their units; by default as in the code. */
  readonly words?: { readonly [K in P]?: ParameterWords };
}

export interface ParameterWords {
  readonly title: string;
  readonly unit?: string;
}

/**
 * Looks at a plot that types may not have checked.
 *
 * @throws SweepError if it is of no known kind, or draws what the experiment does not have.
 */
export function requireSoundPlot(
  name: string,
  plot: unknown,
  has: { readonly parameters: object; readonly measures: object },
): void {
  const { kind, title, x, y, by, measure, words, laws } = (plot ?? {}) as Readonly<Record<string, unknown>>;
  if (kind !== "lines" && kind !== "bars" && kind !== "distribution") {
    throw new SweepError(`The plot of ${name} needs a \`kind\`: lines, bars or distribution.`);
  }
  if (typeof title !== "string") throw new SweepError(`The plot of ${name} needs a \`title\`.`);
  const [parameter, measures] = kind === "distribution" ? [by, [measure]] : [x, y];
  if (!Array.isArray(measures) || measures.length === 0) {
    throw new SweepError(`The plot of ${name} needs \`y\`, a list of measures.`);
  }
  for (const known of [parameter, ...Object.keys(words ?? {})])
    requireKnown(name, "parameter", known, has.parameters);
  const drawn = Array.isArray(laws)
    ? [...measures, ...laws.map((law) => (law as PowerLaw).measure)]
    : measures;
  for (const known of drawn) requireKnown(name, "measure", known, has.measures);
}

function requireKnown(name: string, what: "parameter" | "measure", key: unknown, has: object): void {
  if (typeof key === "string" && Object.hasOwn(has, key)) return;
  const all = Object.keys(has).join(", ") || "none";
  throw new SweepError(
    `The plot of ${name} draws the ${what} ${JSON.stringify(key)}, which there is not; there are ${all}.`,
  );
}
