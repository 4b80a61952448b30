import { array, boolean, nullable, number, strictObject } from "valibot";
import type { Exercise } from "../../exercise.ts";
import { nodeIds } from "../../shapes/common.ts";
import { cost } from "./cost.ts";
import { down } from "./down.ts";
import { flexibleQuorumMutants } from "./mutants.ts";
import { flexibleQuorumPort, type FlexibleQuorumModule } from "./port.ts";
import { meeting } from "./meeting.ts";
import { flexibleQuorumSafety } from "./safety.ts";
import { flexibleQuorumVariants } from "./variants.ts";

export const flexibleQuorum: Exercise<FlexibleQuorumModule, FlexibleQuorumModule> = {
  slug: "flexible-quorum",
  port: flexibleQuorumPort,
  answers: {
    areSafe: boolean(),
    leastPhase2: number(),
    findGap: nullable(strictObject({ phase1: nodeIds, phase2: nodeIds })),
    grid: strictObject({ phase1: array(nodeIds), phase2: array(nodeIds) }),
    goesOn: boolean(),
    tolerates: number(),
    cheapest: nullable(strictObject({ phase1: number(), phase2: number() })),
  },
  cases: [...meeting, ...down, ...cost, ...flexibleQuorumSafety],
  mutants: flexibleQuorumMutants,
  variants: flexibleQuorumVariants,
};
