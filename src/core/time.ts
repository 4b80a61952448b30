/**
 * Virtual time: whole microseconds since the simulation began.
 *
 * Integers, so that adding latencies never rounds and a trace is the same on every machine.
 */
export type Time = number;

/** A span of virtual time in whole microseconds. Build one with {@link milliseconds} and its kin. */
export type Duration = number;

export const microseconds = (count: number): Duration => Math.round(count);
export const milliseconds = (count: number): Duration => Math.round(count * 1_000);
export const seconds = (count: number): Duration => Math.round(count * 1_000_000);
export const minutes = (count: number): Duration => Math.round(count * 60_000_000);

/** Microseconds as people read them: `850 µs`, `12.5 ms`, `3.2 s`, `30 min`. */
export function formatDuration(duration: Duration): string {
  if (duration < 1_000) return `${duration} µs`;
  if (duration < 1_000_000) return `${trim(duration / 1_000)} ms`;
  if (duration < 120_000_000) return `${trim(duration / 1_000_000)} s`;
  return `${trim(duration / 60_000_000)} min`;
}

const trim = (value: number): string => value.toFixed(value < 10 ? 2 : 1).replace(/\.?0+$/, "");
