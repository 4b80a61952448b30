import { leaseMutants } from "../../../src/judge/exercises/lease/mutants.ts";
import { leaseRulesOf } from "../../../src/judge/exercises/lease/story.ts";
import { planted } from "./bank.ts";

export const wrongLeases = planted(leaseMutants, (module) => ({ leaseRules: () => leaseRulesOf(module) }));
