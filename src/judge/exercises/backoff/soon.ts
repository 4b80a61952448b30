import { formatDuration, milliseconds, seconds, type Duration, type Random } from "../../../core/index.ts";
import { phase, randomised, type DuelOptions } from "../../../scenarios/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import type { BackoffModule } from "./port.ts";
import { followers, onDuels, timeOf } from "./rivals.ts";

type BackoffCase = Case<BackoffModule>;

const usual = { roundTrip: phase, cap: 64 * phase };

const duelsEach = 60;

/** Half of the same duels end within this time: with the solution's rule, and with the reference's. */
function medians(
  module: BackoffModule,
  random: Random,
  night: Partial<DuelOptions>,
): readonly [Duration, Duration] {
  const seeds = Array.from({ length: duelsEach }, () => random.integer(1, 1_000_000));
  const median = (strategy: DuelOptions["strategy"]): Duration => {
    const times = seeds.map((seed) => timeOf({ ...night, seed, strategy, untilTime: seconds(10) }));
    return times.sort((a, b) => a - b)[duelsEach / 2] ?? Infinity;
  };
  return [median(followers(module, usual)), median(randomised(usual.roundTrip, usual.cap))];
}

function tooLate(
  [yours, reference]: readonly [Duration, Duration],
  who: string,
  hint: string,
): Finding | null {
  if (yours <= 2 * reference) return null;
  const time = yours === Infinity ? "more than 10 s" : formatDuration(yours);
  return {
    sentence: `${who}: half of the duels need ${time} with your rule, and ${formatDuration(reference)} with the reference. ${hint}`,
  };
}

const isQuick: BackoffCase = {
  name: "ends half of the duels within twice what the reference needs",
  points: 2,
  why: "The water rises while they step back for each other. Who comes back too soon meets the others again, and who comes back too late has wasted the night.",
  run: onDuels((module, random) => {
    for (const proposers of [2, 3, 5]) {
      const both = medians(module, random, { proposers, jitter: 0.1 });
      const wrong = tooLate(
        both,
        `${proposers} rivals`,
        "Is the first wait too long, or does it take too many?",
      );
      if (wrong !== null) return wrong;
    }
    return null;
  }),
};

const outlivesRival: BackoffCase = {
  name: "is as quick when the rival that it gave way to dies",
  points: 1,
  why: "Bandra steps back for Kurla, and Kurla is gone. Who steps back for long waits for the dead.",
  run: onDuels((module, random) => {
    const deaths = [{ node: 1, at: milliseconds(20) }];
    const both = medians(module, random, { apart: milliseconds(15), deaths });
    return tooLate(both, "The other one dies", "There is nobody to wait for.");
  }),
};

/** And not at any price. */
export const soon: readonly BackoffCase[] = [isQuick, outlivesRival];
