import { reconfigurationMutants } from "../../../src/judge/exercises/reconfiguration/mutants.ts";
import { reconfigurationRulesOf } from "../../../src/judge/exercises/reconfiguration/rules.ts";
import { planted } from "./bank.ts";

export const wrongReconfigurations = planted(reconfigurationMutants, (module) => ({
  reconfigurationRules: () => reconfigurationRulesOf(module),
}));
