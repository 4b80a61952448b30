import type { Duration } from "../core/index.ts";

/** A unit for the numbers along an axis. */
export interface TimeUnit {
  readonly name: "µs" | "ms" | "s" | "min";
  /** How many microseconds one of it is. */
  readonly size: Duration;
}

/** The unit in which a span of this length reads best. */
export function unitFor(span: Duration): TimeUnit {
  if (span < 2_000) return { name: "µs", size: 1 };
  if (span < 2_000_000) return { name: "ms", size: 1_000 };
  if (span < 120_000_000) return { name: "s", size: 1_000_000 };
  return { name: "min", size: 60_000_000 };
}

/** The round number (1, 2 or 5 times a power of ten) nearest above `rough`. */
export function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10;
  return step * power;
}

/** The value below which the given share (0 to 1) of the sorted values lies, by the nearest-rank method. */
export function percentile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) throw new RangeError("There is no percentile of an empty list.");
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] as number;
}
