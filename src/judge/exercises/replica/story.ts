import { bmcCutOff, type WardRules } from "../../../scenarios/index.ts";
import { evening } from "../../evening.ts";
import type { Case } from "../../exercise.ts";
import type { ReplicaCalls } from "./port.ts";

export const story: Case<ReplicaCalls> = {
  name: "pays once on the evening on which a client asks two leaders",
  points: 2,
  why: "Bandra is cut off with a payment under way; its client asks again in Dadar, and another leader proposes it a second time.",
  run: (module, random) => {
    const rules: WardRules = { execute: (replica, value) => module.execute(replica, value) };
    return evening("On the evening on which Bandra is cut off", () => {
      const { run, summary } = bmcCutOff.run({ rules, asksAgain: true, seed: random.integer(1, 1000) });
      if (run.violation !== null) return run.violation.problem;
      return summary.left.every((left) => left === 0)
        ? null
        : `the wards have ${summary.left.join(", ")} left of the fund, where nothing should be left.`;
    });
  },
};
