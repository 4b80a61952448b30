import type { Estimate, Sweep } from "../../experiments/index.ts";
import { withUnit, type EstimateName, type Series } from "./series.ts";

/** A figure of these series in sentences: of each, where it begins, where it ends, and where it is highest. */
export function tellSeries(
  { measures, seeds }: Sweep,
  series: readonly Series[],
  names: readonly string[],
  estimate: EstimateName,
  { kind, x }: { readonly kind: "lines" | "bars"; readonly x: string },
): string {
  const sentences = names.flatMap((name) =>
    series.map((one) => {
      const known = one.points.flatMap(({ x, measures }) => {
        const estimated = measures[name]![estimate];
        return estimated === null ? [] : [{ x, estimate: estimated }];
      });
      const whose = one.name === "" ? "" : `, ${one.name}`;
      const told = kind === "bars" ? known : known.filter((point) => isTelling(point, known));
      const at = told.map(({ x, estimate }) => `${inWords(estimate)} at ${x}`).join("; ");
      return `${withUnit(measures[name]!)}${whose}: ${at === "" ? "never measured" : at}.`;
    }),
  );
  const what = kind === "lines" ? "Lines" : "Bars";
  return (
    `${what} of the ${estimate} of ${seeds.count} runs against ${x}, with 95 % confidence intervals in brackets. ` +
    sentences.join(" ")
  );
}

function isTelling<T extends { readonly estimate: Estimate }>(point: T, all: readonly T[]): boolean {
  const most = Math.max(...all.map(({ estimate }) => estimate.value));
  return point === all[0] || point === all.at(-1) || point.estimate.value === most;
}

/** `12.3 [11.8, 12.9]`: the estimate in its interval. */
export function inWords({ value, low, high }: Estimate): string {
  return `${short(value)} [${short(low)}, ${short(high)}]`;
}

const short = (number: number | null): string =>
  number === null ? "?" : number.toLocaleString("en", { maximumSignificantDigits: 4 });
