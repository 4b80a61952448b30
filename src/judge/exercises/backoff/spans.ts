import { formatDuration } from "../../../core/index.ts";
import type { Case } from "../../exercise.ts";
import type { BackoffModule, Refusal } from "./port.ts";

/** A span that a timer can run for, within the cap, for any attempt. */
export const spans: Case<BackoffModule> = {
  name: "answers with a span that a timer can run for, within the cap",
  points: 2,
  why: "A duel may last sixty ballots, and the sixtieth refusal needs a timer like the first. And nobody in this corporation is made to wait longer than the cap.",
  run(module, random) {
    const settings = [
      { roundTrip: random.integer(200, 999), cap: random.integer(1_000, 40_000) },
      { roundTrip: random.integer(15_000, 40_000), cap: random.integer(1_000_000, 9_000_000) },
      // The cap may be less than a single round trip.
      { roundTrip: random.integer(15_001, 40_001), cap: random.integer(1_001, 9_001) },
    ];
    const attempts = [1, 2, 3, 4, 5, 10, 20, 31, 32, 33, 60, random.integer(61, 2_000)];
    const refusals = settings.flatMap((setting) => attempts.map((attempt) => ({ attempt, ...setting })));
    const wrong = refusals.map((refusal) => wrongSpan(module, refusal));
    const sentence = wrong.find((found) => found !== null) ?? null;
    return sentence === null ? null : { sentence };
  },
};

function wrongSpan(module: BackoffModule, refusal: Refusal): string | null {
  const { min, max } = module.backoff(refusal);
  const { attempt, roundTrip, cap } = refusal;
  const told = `After refusal ${attempt} (a round trip of ${roundTrip} µs, a cap of ${cap} µs) it waits from ${min} to ${max} µs`;
  const wrong = unfit({ min, max });
  if (wrong !== null) return `${told}: ${wrong}.`;
  return max <= cap ? null : `${told}: that is more than the cap, ${formatDuration(cap)}.`;
}

/** What is wrong with a span for a timer, as the end of a sentence; null if nothing is. */
export function unfit({ min, max }: { readonly min: number; readonly max: number }): string | null {
  if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max)) return "a timer runs for whole microseconds";
  if (min < 0) return "nobody can wait for less than nothing";
  return max < min ? "the shortest wait is longer than the longest" : null;
}
