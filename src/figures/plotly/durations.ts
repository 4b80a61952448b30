import { formatDuration, type Duration } from "../../core/index.ts";
import type { Trace } from "../../sim/trace.ts";
import { percentile } from "../time-units.ts";

/** How long runs took; null stands for a run that never decided. */
export type TimesToDecide = readonly (Trace | Duration | null)[];

/** A named set of runs, measured. */
export interface Measured {
  readonly name: string;
  /** Sorted. */
  readonly durations: readonly Duration[];
  readonly undecided: number;
}

export const shares = [0.5, 0.9, 0.99] as const;

export function measure(name: string, runs: TimesToDecide): Measured {
  const times = runs.map((run) => (typeof run === "object" && run !== null ? firstDecision(run) : run));
  const durations = times.filter((time) => time !== null).sort((a, b) => a - b);
  return { name, durations, undecided: runs.length - durations.length };
}

/** From the first request, or the beginning, to the first decision. */
function firstDecision({ events }: Trace): Duration | null {
  const decision = events.find(({ kind }) => kind === "decide");
  const request = events.find(({ kind }) => kind === "request");
  return decision === undefined ? null : decision.at - (request?.at ?? 0);
}

/** The set in a sentence. */
export function tell({ name, durations, undecided }: Measured): string {
  if (durations.length === 0) return `${name}: none of ${undecided} decided.`;
  const [half, most, nearlyAll] = shares.map((share) => formatDuration(percentile(durations, share)));
  return (
    `${name}: ${durations.length} decided${undecidedWords(undecided)}; half of them within ${half}, ` +
    `90 % within ${most}, 99 % within ${nearlyAll}, the slowest after ${formatDuration(durations.at(-1) ?? 0)}.`
  );
}

export const undecidedWords = (undecided: number): string =>
  undecided === 0 ? "" : ` (${undecided} more never decided)`;
