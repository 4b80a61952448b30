import type { CalmCosts } from "./calm.ts";
import type { Contestant, Introduction } from "./contestant.ts";
import { drawSchedule } from "./draw.ts";
import { contestantCalled } from "./relatives.ts";
import type { FaultSchedule } from "./schedule.ts";
import type { TrialReport } from "./trial.ts";

export interface CompareOptions {
  /** By its name: "Raft". */
  readonly protocol: string | Contestant;
  /** The protocol gets as many nodes as it needs to bear so many faulty ones. */
  readonly f: number;
  readonly seed: number;
  /** By default the one of that seed, with every trouble in it. */
  readonly schedule?: FaultSchedule;
  /** Clients a second; by default 100. */
  readonly rate?: number;
}

/** One protocol under one schedule of faults: what it costs, and what its clients see. */
export interface Comparison extends TrialReport {
  readonly protocol: string;
  readonly tolerates: Introduction["tolerates"];
  readonly f: number;
  readonly nodes: number;
  readonly schedule: FaultSchedule;
  /** What a command costs when nothing fails: in message delays, messages and bytes. */
  readonly calm: CalmCosts;
}

/**
 * Lets a protocol keep a tally for clients who ask without a pause, under a schedule of faults. With the same seed every
 * protocol has the same clients, and the same troubles at the same moments.
 *
 * @throws RangeError if there is no such protocol, or if the schedule does not fit its nodes.
 */
export function compare({
  protocol,
  f,
  seed,
  rate,
  schedule = drawSchedule({ f, seed }),
}: CompareOptions): Comparison {
  const contestant = typeof protocol === "string" ? contestantCalled(protocol) : protocol;
  const { name, tolerates, nodesFor, calm, trial } = contestant;
  return {
    protocol: name,
    tolerates,
    f,
    nodes: nodesFor(f),
    schedule,
    calm: calm({ f, seed: 1 }),
    ...trial(f, { schedule, seed, ...(rate === undefined ? {} : { rate }) }),
  };
}
