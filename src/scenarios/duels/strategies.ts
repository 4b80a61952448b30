import { milliseconds, type Duration } from "../../core/index.ts";
import { doublingBackoff, fixedBackoff, type RetryPolicy } from "../../protocols/single-decree/index.ts";

/** What rivals do about each other. All follow one rule, which knows of them nothing but their rank. */
export interface DuelStrategy {
  readonly retry: RetryPolicy;
  /** How long the proposer of that rank (0, 1, …) holds back its proposal, to see whether it is still needed. */
  readonly holdBack: (rank: number) => Duration;
}

/** What one phase takes in the duels' network: 10 ms there and 10 ms back. */
export const phase: Duration = milliseconds(20);

/** Everybody proposes as soon as it wishes to, and steps back by this rule when refused. */
export const rivals = (retry: RetryPolicy): DuelStrategy => ({ retry, holdBack: () => 0 });

/** Refused, it tries again at once. */
export const atOnce: DuelStrategy = rivals(fixedBackoff({ roundTrip: phase, first: 0 }));

/** Always the same wait. */
export const fixedWait = (first: Duration): DuelStrategy => rivals(fixedBackoff({ roundTrip: phase, first }));

/** Twice the wait each time, up to the cap if there is one; the same for everybody. */
export const doubling = (first: Duration, cap?: Duration): DuelStrategy =>
  rivals(doublingBackoff({ roundTrip: phase, first, ...(cap === undefined ? {} : { cap }) }));

/** The same, but what was the wait is the most that the dice may show. */
export function withDice(strategy: DuelStrategy): DuelStrategy {
  const { patience, backoff } = strategy.retry;
  return { ...strategy, retry: { patience, backoff: (attempt) => ({ min: 0, max: backoff(attempt).max }) } };
}

/** A random wait from 0 to a ceiling that doubles each time, up to the cap if there is one. */
export const randomised = (first: Duration, cap?: Duration): DuelStrategy => withDice(doubling(first, cap));

/**
 * One proposes, the others wait (*Paxos Made Simple*, section 2.4: a distinguished proposer). Who has heard of no
 * decision after `timeout` takes the leader for dead and is the next: the second after one timeout, the third after
 * two, and so on.
 */
export const leader = (timeout: Duration = 4 * phase): DuelStrategy => ({
  retry: randomised(phase).retry,
  holdBack: (rank) => rank * timeout,
});
