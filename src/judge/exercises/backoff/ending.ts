import { formatDuration, milliseconds, seconds, type Random } from "../../../core/index.ts";
import { phase } from "../../../scenarios/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import type { BackoffModule } from "./port.ts";
import { beginning, followers, onDuels, timeOf } from "./rivals.ts";

type BackoffCase = Case<BackoffModule>;

/** So tight that without dice some duels last for ever. */
const tightCaps = [
  { proposers: 2, cap: milliseconds(10) },
  { proposers: 3, cap: milliseconds(15) },
  { proposers: 4, cap: milliseconds(20) },
];

const seedOf = (random: Random): number => random.integer(1, 1_000_000);

const inLockstep: BackoffCase = {
  name: "ends every duel, in a network in which every message takes as long as the last",
  points: 3,
  why: "Rivals who all follow one rule and all begin together stay together, unless the rule makes them differ. Nothing unsafe happens. It just does not end.",
  run: onDuels((module, random) => {
    const roundTrip = milliseconds(2) + random.integer(-99, 99);
    for (const { proposers, cap } of tightCaps) {
      for (let gap = 2.5; gap < 20; gap += 3) {
        const apart = milliseconds(gap) + random.integer(-99, 99);
        const strategy = followers(module, { roundTrip, cap });
        const duel = { seed: seedOf(random), proposers, apart, strategy, untilTime: seconds(40) };
        if (timeOf(duel) === Infinity) return endless(duel);
      }
    }
    return null;
  }),
};

function endless(
  duel: Parameters<typeof beginning>[0] & { readonly proposers: number; readonly apart: number },
): Finding {
  return {
    sentence: `${duel.proposers} rivals who propose ${formatDuration(duel.apart)} apart, and all follow the rule, still refuse each other after 40 seconds. What could make their waits differ, and by how much must they?`,
    counterexample: beginning(duel, milliseconds(150)),
  };
}

const inMonsoon: BackoffCase = {
  name: "ends them although a phase takes twenty times as long as it thinks",
  points: 2,
  why: "Nobody tells a proposer that the monsoon has come. Waits that do not grow never make up for the mistake.",
  run: onDuels((module, random) => {
    const setting = { roundTrip: phase / 20, cap: 64 * phase };
    for (const [proposers, duels] of [
      [2, 40],
      [5, 15],
    ] as const) {
      const strategy = followers(module, setting);
      for (let nth = 0; nth < duels; nth++) {
        const duel = { seed: seedOf(random), proposers, jitter: 0.1, strategy, untilTime: seconds(10) };
        const time = timeOf(duel);
        if (time <= seconds(2)) continue;
        return {
          sentence: `It thinks that a phase takes 1 ms; it takes 20. ${proposers} rivals needed ${time === Infinity ? "more than 10 s" : formatDuration(time)} to get anything chosen.`,
          counterexample: beginning(duel, milliseconds(200)),
        };
      }
    }
    return null;
  }),
};

/** Duels that must end (*Paxos Made Simple*, section 2.4, begins with one that does not). */
export const ending: readonly BackoffCase[] = [inLockstep, inMonsoon];
