import { array, string } from "valibot";
import type { Exercise } from "../../exercise.ts";
import { slot, slotProposal, value } from "../../shapes/replicated-log.ts";
import { contract } from "./contract.ts";
import { leaderMutants, leaderVariants } from "./mutants.ts";
import { leaderPort, type LeaderCalls, type LeaderModule } from "./port.ts";
import { safety } from "./safety.ts";

export const leader: Exercise<LeaderModule, LeaderCalls> = {
  slug: "leader",
  port: leaderPort,
  answers: {
    agenda: array(value(string())),
    asksFrom: slot,
    reports: array(slotProposal(string())),
  },
  cases: [...contract, safety],
  mutants: leaderMutants,
  variants: leaderVariants,
};
