import type { Duration, TimerSpan } from "paxoslab/core";

/** What a proposer knows when a ballot of its own has been refused. */
export interface Refusal {
  /** How many ballots it has led for this value: 1 at the first refusal, then 2, 3, … */
  readonly attempt: number;
  /** What it takes a phase to take, there and back, if nobody disturbs it. It may be wrong. */
  readonly roundTrip: Duration;
  /** No wait may be longer. */
  readonly cap: Duration;
}

/** 2^30 round trips are more than any cap; and far below the numbers that a double can no longer count one by one. */
const mostDoublings = 30;

/**
 * Why it is right: rivals that follow it draw from the same span, but not the same number, so however often they
 * have kept step, they fall out of step with a chance that does not shrink. The span grows until it has room for
 * all of them, whatever the network takes, and the cap bounds it. It starts at one round trip, so that a duel of
 * two, the usual case, is over about as soon as it can be.
 *
 * It is right *with probability one*, which is as much as can be had: some run of dice keeps any duel going.
 */
export function backoff({ attempt, roundTrip, cap }: Refusal): TimerSpan {
  const ceiling = roundTrip * 2 ** Math.min(attempt - 1, mostDoublings);
  return { min: 0, max: Math.floor(Math.min(cap, ceiling)) };
}
