/** The middle one of several measurements: a round in which something odd happened is ignored. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/**
 * Seconds of processor time that some work takes: the median of a few rounds, after one that warms up.
 *
 * Processor time, not wall time: what else the machine is doing is no property of our code. Its clock may
 * tick only every few milliseconds, so short work is repeated until a round is long against a tick.
 */
export function secondsFor(work: () => void, rounds = 7): number {
  work();
  let repeats = 1;
  while (secondsOf(work, repeats) < 0.1) repeats *= 2;
  return median(Array.from({ length: rounds }, () => secondsOf(work, repeats))) / repeats;
}

function secondsOf(work: () => void, repeats: number): number {
  return once(() => {
    for (let nth = 0; nth < repeats; nth++) work();
  });
}

/** The same for work too slow to be done more than once. */
export function once(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000_000;
}

/** `2.51 million` or `840 thousand`. */
export function formatCount(count: number): string {
  return count >= 1e6 ? `${(count / 1e6).toFixed(2)} million` : `${(count / 1e3).toFixed(0)} thousand`;
}

/** `1.3 s`, `52 ms` or `0.40 ms`. */
export function formatSeconds(seconds: number): string {
  if (seconds >= 1) return `${seconds.toFixed(1)} s`;
  return `${(seconds * 1_000).toFixed(seconds < 0.01 ? 2 : 0)} ms`;
}
