import type { Duration, TimerSpan } from "../../core/index.ts";
import { milliseconds } from "../../core/index.ts";
import type { RetryPolicy } from "./vocabulary.ts";

/**
 * Waits a random time from 0 up to a ceiling that doubles with every attempt.
 *
 * Randomness is what ends a duel: two proposers that step back by the same rule, however steeply it
 * grows, meet again (lesson 04). `roundTrip` is what an undisturbed phase takes; `cap` bounds the wait.
 */
export function randomisedBackoff(
  options: { readonly roundTrip?: Duration; readonly cap?: Duration } = {},
): RetryPolicy {
  const roundTrip = options.roundTrip ?? milliseconds(100);
  const cap = options.cap ?? roundTrip * 64;
  const ceiling = (attempt: number): Duration => Math.min(cap, roundTrip * 2 ** Math.min(attempt, 30));
  return {
    patience: (attempt): TimerSpan => ({ min: 2 * roundTrip, max: 2 * roundTrip + ceiling(attempt) }),
    backoff: (attempt): TimerSpan => ({ min: 0, max: ceiling(attempt) }),
  };
}
