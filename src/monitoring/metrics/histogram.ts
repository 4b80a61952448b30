import { Float64Histogram } from "hdr-histogram-js";
import type { Duration } from "../../core/index.ts";

/**
 * How durations are distributed, with relative errors of less than one in a thousand at any magnitude, in memory that
 * does not grow with their number. (Tene's HDR histogram, with three significant digits.)
 */
export class DurationHistogram {
  readonly #counts: Float64Histogram;

  constructor() {
    // Values from 1 µs, in buckets for as much as was recorded so far.
    this.#counts = new Float64Histogram(1, 2, 3);
    this.#counts.autoResize = true;
  }

  /** @param duration - in whole microseconds. */
  record(duration: Duration, count = 1): void {
    this.#counts.recordValueWithCount(duration, count);
  }

  distribution(): Distribution {
    const counts = this.#counts;
    if (counts.totalCount === 0) return nothingRecorded;
    const at = (share: number): Duration => counts.getValueAtPercentile(share * 100);
    return {
      count: counts.totalCount,
      min: counts.getValueAtPercentile(0),
      mean: counts.mean,
      p50: at(0.5),
      p90: at(0.9),
      p99: at(0.99),
      p999: at(0.999),
      max: at(1),
      buckets: bucketsOf(counts),
    };
  }
}

/** A histogram as plain data; durations are those up to which their bucket reaches. */
export interface Distribution {
  readonly count: number;
  /** All 0 if nothing was recorded. */
  readonly min: Duration;
  readonly mean: Duration;
  readonly p50: Duration;
  readonly p90: Duration;
  readonly p99: Duration;
  readonly p999: Duration;
  readonly max: Duration;
  /** Those that hold something, from the shortest duration to the longest. */
  readonly buckets: readonly Bucket[];
}

export interface Bucket {
  readonly upTo: Duration;
  readonly count: number;
}

export function distributionOf(durations: Iterable<Duration>): Distribution {
  const histogram = new DurationHistogram();
  for (const duration of durations) histogram.record(duration);
  return histogram.distribution();
}

/** What several runs, or several parts of one, come to together. */
export function mergeDistributions(parts: Iterable<Distribution>): Distribution {
  const histogram = new DurationHistogram();
  for (const { buckets } of parts) {
    for (const { upTo, count } of buckets) histogram.record(upTo, count);
  }
  return histogram.distribution();
}

const nothingRecorded: Distribution = {
  count: 0,
  min: 0,
  mean: 0,
  p50: 0,
  p90: 0,
  p99: 0,
  p999: 0,
  max: 0,
  buckets: [],
};

function bucketsOf(counts: Float64Histogram): readonly Bucket[] {
  const buckets: Bucket[] = [];
  const recorded = counts.recordedValuesIterator;
  recorded.reset();
  while (recorded.hasNext()) {
    // The library fills in one and the same object again and again.
    const { valueIteratedTo: upTo, countAtValueIteratedTo: count } = recorded.next();
    buckets.push({ upTo, count });
  }
  return buckets;
}
