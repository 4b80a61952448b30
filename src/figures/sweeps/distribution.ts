import type { Data } from "plotly.js";
import { groupedBy } from "../../core/index.ts";
import type { Measures, Point, Spread, Sweep } from "../../experiments/index.ts";
import type { PlotlyFigure } from "../figure.ts";
import { chart } from "../plotly/chart.ts";
import { neverWords, readableTicks } from "../plotly/decision-curves.ts";
import { seriesStyle, translucent } from "../plotly/line-styles.ts";
import { percentile } from "../time-units.ts";
import { count } from "../words.ts";
import { drawable } from "./drawable.ts";
import { panels } from "./panels.ts";
import { valueInWords, varyingIn, withUnit, type WordsOf } from "./series.ts";

export type SpreadOptions<P extends string, M extends string> = Omit<Spread<P, M>, "kind" | "title"> & {
  readonly title?: string;
};

/**
 * Which share of the runs measured how much at most, as a curve for each value of a parameter; runs that measured
 * nothing keep it below the top. About each curve the band in which, with 95 % confidence, all of the true one lies
 * (Dvoretzky, Kiefer and Wolfowitz, with the constant of Massart, 1990).
 *
 * @throws RangeError if the parameter or the measure is none of the sweep's, or if there is nothing to draw.
 */
export function sweepDistribution<P extends Point, M extends Measures>(
  sweep: Sweep<P, M>,
  options: SpreadOptions<keyof P & string, keyof M & string>,
): PlotlyFigure {
  return distribution(sweep, options);
}

function distribution(sweep: Sweep, options: SpreadOptions<string, string>): PlotlyFigure {
  const { measure, by, xScale, title, words = {} } = options;
  drawable(sweep, [by], [measure], false);
  const sets = setsOf(sweep, measure, words);
  const { title: what, unit } = sweep.measures[measure]!;
  const all = sets.flatMap(({ values }) => values);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const isLog = xScale === "log" && least > 0;
  const from = isLog ? least : Math.min(0, least);
  const { layout } = panels(["share of runs, with 95 % confidence bands"], {
    tickformat: ".0%",
    range: [0, 1.02],
  });
  return chart({
    title: title ?? `${what} by ${words[by]?.title ?? by}`,
    alt: `Cumulative curves of ${what}. ${sets.map((set) => tell(set, unit)).join(" ")}`,
    data: sets.flatMap((set, nth) => curve(set, nth, from, most, unit)),
    xTitle: `${withUnit({ title: what, unit })}${isLog ? ", logarithmic" : ""}`,
    yTitle: "",
    layout: { ...layout, ...(isLog ? { xaxis: { type: "log", ...readableTicks(least, most) } } : {}) },
  });
}

interface Set {
  readonly name: string;
  /** Sorted. */
  readonly values: readonly number[];
  readonly absent: number;
}

/** The runs by all parameters that vary. */
function setsOf({ parameters, runs }: Sweep, measure: string, words: WordsOf): readonly Set[] {
  const varying = varyingIn(parameters);
  const groups = groupedBy(runs, (run) =>
    varying.map((name) => valueInWords(name, run.parameters[name]!, words)).join(", "),
  );
  return [...groups].map(([name, runs]) => {
    const measured = runs.flatMap((run) => ("error" in run ? [] : [run.measures[measure] ?? null]));
    const values = measured.filter((value) => value !== null).sort((a, b) => a - b);
    return { name, values, absent: measured.length - values.length };
  });
}

function curve(set: Set, nth: number, from: number, to: number, unit: string): readonly Data[] {
  const { color, dash } = seriesStyle(nth);
  const total = set.values.length + set.absent;
  // The chance that the curve leaves the band of this half-width is 5 % at most.
  const margin = Math.sqrt(Math.log(2 / 0.05) / (2 * total));
  const steps = stepsOf(set.values, total, from, to);
  const x = steps.map(({ x }) => x);
  const edge = (by: number): number[] => steps.map(({ share }) => Math.min(1, Math.max(0, share + by)));
  const shared = { type: "scatter", mode: "lines", x, legendgroup: String(nth) } as const;
  const hidden = { line: { width: 0, shape: "hv" }, showlegend: false, hoverinfo: "skip" } as const;
  const name = `${set.name}${neverWords(set.values.length, set.absent)}`;
  return [
    { ...shared, ...hidden, y: edge(margin) },
    { ...shared, ...hidden, y: edge(-margin), fill: "tonexty", fillcolor: translucent(color, 0.22) },
    {
      ...shared,
      name,
      y: edge(0),
      line: { shape: "hv", width: 2.2, color, dash },
      hovertemplate: `%{y:.1%} within %{x:.4~g} ${unit}<extra>${set.name}</extra>`,
      showlegend: true,
    },
  ];
}

/** No more than so many steps: more could not be seen, only sent. */
const mostSteps = 400;

function stepsOf(
  values: readonly number[],
  total: number,
  from: number,
  to: number,
): readonly { readonly x: number; readonly share: number }[] {
  const stride = Math.max(1, Math.ceil(values.length / mostSteps));
  const steps = values.flatMap((value, nth) => {
    const isDrawn = (nth + 1) % stride === 0 || nth === 0 || nth === values.length - 1;
    return isDrawn ? [{ x: value, share: (nth + 1) / total }] : [];
  });
  return [{ x: from, share: 0 }, ...steps, { x: to, share: values.length / total }];
}

function tell({ name, values, absent }: Set, unit: string): string {
  if (values.length === 0) return `${name}: in none of ${count(absent, "run")}.`;
  const [half, most] = [0.5, 0.9].map((share) =>
    percentile(values, share).toLocaleString("en", { maximumSignificantDigits: 3 }),
  );
  const never = absent === 0 ? "" : ` (${absent} more never)`;
  return `${name}: ${count(values.length, "run")}${never}, half of them within ${half} ${unit}, 90 % within ${most} ${unit}.`;
}
