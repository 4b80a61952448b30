import type { Duration, Time } from "../../core/index.ts";
import type { FastSizes, Recovery } from "../../protocols/fast-paxos/index.ts";
import type { SeededOptions } from "../scenario.ts";
import { mostAcceptors, mostProposers } from "./cast.ts";
import type { Between } from "./places.ts";

export interface ContentionOptions extends SeededOptions {
  /** `classic`: no round is fast, which is Paxos whose leader has done phase 1 beforehand. */
  readonly rounds: "fast" | "classic";
  /** What follows a collision. */
  readonly recovery: Recovery;
  readonly acceptors: number;
  /** Null: Lamport's, the fewest acceptors beside majorities. */
  readonly quorums: FastSizes | null;
  /** Each with a plan of its own: 1 to 6. */
  readonly proposers: number;
  /** From one proposal to the next. */
  readonly gap: Duration;
  /** `random`: the gap is the mean of an exponential distribution, as with clients who know nothing of each other. */
  readonly arrivals: "even" | "random";
  /** What every message takes at least. */
  readonly latency: Duration;
  /** What it takes longer, on average: exponentially distributed, and drawn for each message. */
  readonly jitter: Duration;
  /** What a message between two nodes takes at least, if not all take equally long. */
  readonly between: Between | null;
  /** How long somebody waits for an outcome before starting again; from this to twice as long. */
  readonly patience: Duration;
  readonly untilTime: Time;
}

/** @throws RangeError for the first option that makes no sense. */
export function requireSensible({
  acceptors,
  proposers,
  gap,
  latency,
  jitter,
  untilTime,
}: ContentionOptions): void {
  requireWhole("acceptors", acceptors, 1, mostAcceptors);
  requireWhole("proposers", proposers, 1, mostProposers);
  for (const [name, duration] of Object.entries({ gap, latency, jitter })) {
    if (Number.isInteger(duration) && duration >= 0) continue;
    throw new RangeError(
      `${name} is a whole number of microseconds, such as milliseconds(5); got ${duration}.`,
    );
  }
  if (!(untilTime < Infinity)) {
    throw new RangeError(`untilTime must be a moment, so that every run ends; got ${untilTime}.`);
  }
}

function requireWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new RangeError(`${name} must be a whole number from ${least} to ${most}; got ${value}.`);
}
