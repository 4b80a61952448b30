import type { Duration } from "../../../core/index.ts";
import { singleDecreePhrases } from "../../../protocols/single-decree/index.ts";
import { bmcDuel, phase, rivals, type DuelOptions, type DuelStrategy } from "../../../scenarios/index.ts";
import { tell } from "../../../sim/index.ts";
import type { Case, Finding, ToldRun } from "../../exercise.ts";
import type { BackoffModule } from "./port.ts";
import { unfit } from "./spans.ts";

/** What a rule is told besides the attempt. */
export interface Setting {
  readonly roundTrip: Duration;
  readonly cap: Duration;
}

/** The rule answered with a span that no timer can run for: there is no duel to be looked at. */
class UnfitSpan extends Error {
  override readonly name = "UnfitSpan";
}

/**
 * Rivals who all follow the rule. An answer is waited for three phases long; and nobody is made to wait longer than the
 * cap, whatever the rule says.
 */
export function followers({ backoff }: BackoffModule, setting: Setting): DuelStrategy {
  const patience = { min: 3 * phase, max: 3 * phase };
  return rivals({
    patience: () => patience,
    backoff(attempt) {
      const span = backoff({ attempt, ...setting });
      const wrong = unfit(span);
      if (wrong === null)
        return { min: Math.min(span.min, setting.cap), max: Math.min(span.max, setting.cap) };
      throw new UnfitSpan(`After refusal ${attempt} it waits from ${span.min} to ${span.max} µs: ${wrong}.`);
    },
  });
}

/** A case that looks at duels. */
export const onDuels =
  (run: Case<BackoffModule>["run"]): Case<BackoffModule>["run"] =>
  (module, random): Finding | null => {
    try {
      return run(module, random);
    } catch (error) {
      if (error instanceof UnfitSpan) return { sentence: error.message };
      throw error;
    }
  };

/** How long a duel took; one that did not end in time took for ever. */
export const timeOf = (options: Partial<DuelOptions>): Duration =>
  bmcDuel.run({ trace: "off", ...options }).summary.timeToDecide ?? Infinity;

/** How a duel begins that does not end. */
export function beginning(options: Partial<DuelOptions>, untilTime: Duration): ToldRun {
  const { trace } = bmcDuel.run({ ...options, untilTime, trace: "full" });
  const story = tell(trace, singleDecreePhrases).map(({ text }) => text);
  return { property: "duels end", story, trace };
}
