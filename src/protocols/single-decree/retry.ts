import type { Duration, TimerSpan } from "../../core/index.ts";
import { milliseconds } from "../../core/index.ts";
import type { RetryPolicy } from "./vocabulary.ts";

/**
 * Waits a random time from 0 up to a ceiling that doubles with every attempt, as Ethernet does after a collision
 * (Metcalfe and Boggs, *Ethernet: Distributed Packet Switching for Local Computer Networks*, 1976).
 *
 * Two proposers that step back by the same fixed rule can foil each other for ever unless its waits outgrow the
 * network's delays; dice end the duel whatever the bounds (lesson 04). `roundTrip` is what an undisturbed phase
 * takes; `cap` bounds the wait.
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

/** What a rule without dice needs: how long it waits after each refusal. */
export interface FixedRule {
  /** What an undisturbed phase takes; an answer is waited for three times as long. By default 100 ms. */
  readonly roundTrip?: Duration;
  /** The wait after the first refusal; 0 tries again at once. */
  readonly first: Duration;
}

/** The same wait after every refusal, first or hundredth. */
export function fixedBackoff({ roundTrip, first }: FixedRule): RetryPolicy {
  return byRule(roundTrip, () => first);
}

/** Twice the wait after each further refusal, up to the cap; no dice. Without a cap it grows for ever. */
export function doublingBackoff({
  roundTrip,
  first,
  cap = Infinity,
}: FixedRule & { readonly cap?: Duration }): RetryPolicy {
  return byRule(roundTrip, (attempt) => Math.min(cap, first * 2 ** Math.min(attempt - 1, 30)));
}

function byRule(roundTrip = milliseconds(100), wait: (attempt: number) => Duration): RetryPolicy {
  const exactly = (span: Duration): TimerSpan => ({ min: span, max: span });
  return {
    patience: () => exactly(3 * roundTrip),
    backoff: (attempt) => exactly(wait(attempt)),
  };
}
