import { boolean } from "valibot";
import type { Exercise } from "../../exercise.ts";
import { nodeIds } from "../../shapes/common.ts";
import { slot, tenure } from "../../shapes/replicated-log.ts";
import { contract } from "./contract.ts";
import { reconfigurationMutants, reconfigurationVariants } from "./mutants.ts";
import { reconfigurationPort, type ReconfigurationCalls, type ReconfigurationModule } from "./port.ts";
import { stories } from "./story.ts";

export const reconfiguration: Exercise<ReconfigurationModule, ReconfigurationCalls> = {
  slug: "reconfiguration",
  port: reconfigurationPort,
  answers: {
    inForceFrom: slot,
    governs: tenure,
    hasVote: boolean(),
    asksWhom: nodeIds,
    mayPropose: boolean(),
  },
  cases: [...contract, ...stories],
  mutants: reconfigurationMutants,
  variants: reconfigurationVariants,
};
