import { bmcReadStorm, type WardRules } from "../../../scenarios/index.ts";
import { evening } from "../../evening.ts";
import type { Case, Finding } from "../../exercise.ts";
import type { LeaseCalls, LeaseModule } from "./port.ts";

type Ruling = Pick<LeaseModule, "isLoyal" | "leaseFrom" | "leaseLength" | "mayServe">;

/** The exercise's functions as rules of the protocol, as in its `leaseRules`. */
export function leaseRulesOf({ isLoyal, leaseFrom, leaseLength, mayServe }: Ruling) {
  return {
    isLoyal,
    leaseFrom,
    leaseLength: (patience: number, clockDrift: number) => leaseLength({ patience, clockDrift }),
    mayServe,
  } satisfies WardRules;
}

export const story: Case<LeaseCalls> = {
  name: "tells nobody what is not so any more, in nights with clocks as wrong as they may be",
  points: 3,
  why: "While a leader is cut off another is elected, and pays out of the fund. Whoever still asks the former one must not be told of the old balance.",
  run: (module, random) => {
    // In storms of even seeds it is a leader with the slowest clock there may be that is cut off, over and over.
    const seeds = [0, 1].map((odd) => 2 * random.integer(1, 100_000) + odd);
    return seeds.reduce<Finding | null>((found, seed) => found ?? night(module, seed), null);
  },
};

const night = (module: LeaseCalls, seed: number): Finding | null =>
  evening(`In the night of seed ${seed}`, () => {
    const { problem } = bmcReadStorm.run({ seed, rules: leaseRulesOf(module) }).summary;
    const [first] = problem?.split(/(?<=\.) /) ?? [];
    return first === undefined ? null : `somebody is told what is not so any more. ${first}`;
  });
