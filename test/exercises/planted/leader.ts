import { leaderMutants } from "../../../src/judge/exercises/leader/mutants.ts";
import { leaderRulesOf } from "../../../src/judge/exercises/leader/safety.ts";
import { planted } from "./bank.ts";

export const wrongLeaders = planted(leaderMutants, (module) => ({
  leaderRules: () => leaderRulesOf(module),
}));
