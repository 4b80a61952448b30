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

/** How long to step back before the next ballot: the timer draws a whole number of microseconds from min to max. */
export function backoff({ attempt, roundTrip }: Refusal): TimerSpan {
  // TODO: this is what many notes say: "double the wait after each refusal". Who else doubles it?
  const wait = roundTrip * 2 ** attempt;
  return { min: wait, max: wait };
}
