import jStat from "jstat";

/** A number found from some runs, and how far off it may be. */
export interface Estimate {
  readonly value: number;
  /** The ends of the 95 % confidence interval; null for an end that so few runs cannot give. */
  readonly low: number | null;
  readonly high: number | null;
}

const confidence = 0.95;
const tail = (1 - confidence) / 2;

/** The mean, with Student's t interval; null of nothing. */
export function estimateMean(numbers: readonly number[]): Estimate | null {
  const count = numbers.length;
  if (count === 0) return null;
  const value = jStat.mean(numbers);
  if (count === 1) return { value, low: null, high: null };
  const margin = (jStat.studentt.inv(1 - tail, count - 1) * jStat.stdev(numbers, true)) / Math.sqrt(count);
  return { value, low: value - margin, high: value + margin };
}

/**
 * The percentage of runs that say yes (100) rather than no (0), with Wilson's score interval: it stays within 0 and 100,
 * and has a width also where all runs agree. (Brown, Cai and DasGupta, *Interval Estimation for a Binomial Proportion*, 2001.)
 */
export function estimateShare(numbers: readonly number[]): Estimate | null {
  const count = numbers.length;
  if (count === 0) return null;
  const share = jStat.mean(numbers) / 100;
  const z = jStat.normal.inv(1 - tail, 0, 1);
  const centre = share + z ** 2 / (2 * count);
  const margin = z * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2));
  const end = (sum: number): number => Math.min(100, Math.max(0, (100 * sum) / (1 + z ** 2 / count)));
  return { value: 100 * share, low: end(centre - margin), high: end(centre + margin) };
}

/**
 * A quantile, its interval from the order statistics: it assumes nothing about the distribution, which in
 * distributed systems has a long tail. (David and Nagaraja, *Order Statistics*, 3rd ed., section 7.1.)
 *
 * Of n runs, as many as a binomial variable says lie below the true quantile; so it lies between the two runs of
 * which one is too low and the other too high with a probability of 2.5 % each at most.
 *
 * @param sorted upwards.
 */
export function estimateQuantile(sorted: readonly number[], probability: number): Estimate | null {
  const count = sorted.length;
  if (count === 0) return null;
  const atMost = (below: number): number => jStat.binomial.cdf(below, count, probability);
  let lower = 0;
  while (lower < count && atMost(lower) <= tail) lower++;
  let upper = lower;
  while (upper < count && atMost(upper) < 1 - tail) upper++;
  return {
    // Of one run jStat makes NaN.
    value: count === 1 ? sorted[0]! : (jStat.quantiles(sorted, [probability], 1, 1)[0] as number),
    low: sorted[lower - 1] ?? null,
    high: sorted[upper] ?? null,
  };
}
