import type { Measures, Plot, Point, Sweep } from "../../experiments/index.ts";
import type { PlotlyFigure } from "../figure.ts";
import { sweepBars, sweepLines } from "./against.ts";
import { sweepDistribution } from "./distribution.ts";
import { varyingIn } from "./series.ts";

/**
 * The result of a sweep as its experiment says that it is best drawn. If it says nothing, or of a parameter that has one
 * value only in this sweep, its first measures are drawn against the first parameter that varies.
 *
 * @throws RangeError if nothing varies, or nothing was measured.
 */
export function figureOf<P extends Point, M extends Measures>(result: Sweep<P, M>): PlotlyFigure {
  const sweep = result as unknown as Sweep;
  const plot = plotFor(sweep);
  switch (plot.kind) {
    case "lines":
      return sweepLines(sweep, plot);
    case "bars":
      return sweepBars(sweep, plot);
    case "distribution":
      return sweepDistribution(sweep, plot);
  }
}

function plotFor(sweep: Sweep): Plot {
  const { experiment, parameters, measures, plot } = sweep;
  const varying = varyingIn(parameters);
  if (plot !== null && varying.includes(plot.kind === "distribution" ? plot.by : plot.x)) return plot;
  const x = varying[0];
  if (x === undefined) {
    throw new RangeError(
      `There is nothing to draw ${experiment} against: give a parameter at least two values, by \`set\` or --set.`,
    );
  }
  const y =
    plot === null
      ? Object.keys(measures).slice(0, 3)
      : plot.kind === "distribution"
        ? [plot.measure]
        : plot.y;
  const kind = parameters[x]!.every((value) => typeof value === "number") ? "lines" : "bars";
  const title = `${y.map((name) => measures[name]!.title).join(", ")} by ${plot?.words?.[x]?.title ?? x}`;
  return { kind, title, x, y, ...(plot?.words === undefined ? {} : { words: plot.words }) };
}
