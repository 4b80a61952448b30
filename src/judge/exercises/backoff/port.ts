import type { Duration, TimerSpan } from "../../../core/index.ts";
import type { Port } from "../../port.ts";

export interface Refusal {
  readonly attempt: number;
  readonly roundTrip: Duration;
  readonly cap: Duration;
}

/** The one function is the one question. */
export interface BackoffModule {
  readonly backoff: (refusal: Refusal) => TimerSpan;
}

export const backoffPort: Port<BackoffModule, BackoffModule> = {
  file: "backoff.ts",
  exports: ["backoff"],
  calls: { backoff: ({ backoff }, refusal) => backoff(refusal) },
  provides: { "paxoslab/core": ["microseconds", "milliseconds", "seconds", "minutes", "formatDuration"] },
};
