import { milliseconds, seconds, type Duration, type TimerSpan } from "../../../core/index.ts";
import type { Candidate } from "../../exercise.ts";
import type { BackoffModule, Refusal } from "./port.ts";

const candidate = (name: string, backoff: (refusal: Refusal) => TimerSpan): Candidate<BackoffModule> => ({
  name,
  module: { backoff },
});

const exactly = (span: Duration): TimerSpan => ({ min: span, max: span });

/** What the reference lets the dice go up to. */
const ceiling = ({ attempt, roundTrip, cap }: Refusal): Duration =>
  Math.floor(Math.min(cap, roundTrip * 2 ** Math.min(attempt - 1, 30)));

/** Wrong ideas about stepping back, the most common ones first. */
export const backoffMutants: readonly Candidate<BackoffModule>[] = [
  candidate(
    "is the stub, as it was handed out: doubles the wait, for everybody alike, without end",
    ({ attempt, roundTrip }) => exactly(roundTrip * 2 ** attempt),
  ),
  candidate("doubles the wait up to the cap, without dice", (refusal) => exactly(ceiling(refusal))),
  candidate("tries again at once", () => exactly(0)),
  candidate("always waits for one round trip", ({ roundTrip, cap }) => exactly(Math.min(roundTrip, cap))),
  candidate("always waits as long as it may", ({ cap }) => exactly(cap)),
  candidate("doubles the wait, and lets dice add a hair's breadth", (refusal) => {
    const max = ceiling(refusal);
    return { min: Math.max(0, max - 20), max };
  }),
  candidate("rolls dice from 0 to one round trip, however often it is refused", ({ roundTrip, cap }) => ({
    min: 0,
    max: Math.min(roundTrip, cap),
  })),
  candidate("rolls dice from 0 to the cap from the beginning", ({ cap }) => ({ min: 0, max: cap })),
  candidate("waits from 0.1 to 1 second and doubles both, whatever a phase takes", ({ attempt, cap }) => ({
    min: Math.min(cap / 2, milliseconds(100) * 2 ** Math.min(attempt - 1, 20)),
    max: Math.min(cap, seconds(1) * 2 ** Math.min(attempt - 1, 20)),
  })),
  candidate("presses the shortest wait against the cap", ({ attempt, roundTrip, cap }) => {
    const wait = roundTrip * 2 ** Math.min(attempt - 1, 30);
    return { min: Math.floor(Math.min(cap, wait)), max: Math.floor(Math.min(cap, 2 * wait)) };
  }),
  candidate("caps nothing", ({ attempt, roundTrip }) => ({
    min: 0,
    max: roundTrip * 2 ** Math.min(attempt - 1, 30),
  })),
  candidate(
    "shifts 1 to the left, which is negative at 31 and 1 again at 32",
    ({ attempt, roundTrip, cap }) => ({
      min: 0,
      max: Math.min(cap, roundTrip * (1 << attempt)),
    }),
  ),
  candidate("does not round", (refusal) => ({
    min: 0,
    max: Math.min(refusal.cap, (refusal.roundTrip / 7) * 1.5 ** Math.min(refusal.attempt, 30)),
  })),
  candidate("waits less after each refusal", ({ attempt, roundTrip, cap }) => ({
    min: 0,
    max: Math.floor(Math.min(cap, (8 * roundTrip) / 2 ** Math.min(attempt, 30))),
  })),
  candidate("waits at least eight round trips", (refusal) => {
    const max = Math.min(refusal.cap, 8 * refusal.roundTrip + ceiling(refusal));
    return { min: Math.min(8 * refusal.roundTrip, Math.floor(max / 2)), max };
  }),
];

/** Right, though not as the reference does it. */
export const backoffVariants: readonly Candidate<BackoffModule>[] = [
  candidate("begins with two round trips", (refusal) => ({
    min: 0,
    max: Math.floor(Math.min(refusal.cap, 2 * ceiling(refusal))),
  })),
  candidate("always waits a little, and grows by half", ({ attempt, roundTrip, cap }) => {
    const max = Math.floor(Math.min(cap, roundTrip * 1.5 ** Math.min(attempt - 1, 60)));
    return { min: Math.floor(max / 8), max };
  }),
  candidate("grows as long as it is refused, and starts at half a round trip", (refusal) => ({
    min: 0,
    max: Math.floor(
      Math.min(refusal.cap, 2 * ceiling(refusal), refusal.attempt === 1 ? refusal.roundTrip / 2 : Infinity),
    ),
  })),
];
