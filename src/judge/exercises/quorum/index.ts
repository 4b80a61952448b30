import { boolean, nullable, number, strictObject } from "valibot";
import type { Exercise } from "../../exercise.ts";
import { nodeIds } from "../../shapes/common.ts";
import { meeting } from "./meeting.ts";
import { quorumMutants, quorumVariants } from "./mutants.ts";
import { quorumPort, type QuorumModule } from "./port.ts";
import { quorumSafety } from "./safety.ts";
import { sizes } from "./sizes.ts";

export const quorum: Exercise<QuorumModule, QuorumModule> = {
  slug: "quorum",
  port: quorumPort,
  answers: {
    majoritySize: number(),
    crashesTolerated: number(),
    mustMeet: boolean(),
    findDisjoint: nullable(strictObject({ phase1: nodeIds, phase2: nodeIds })),
  },
  cases: [...sizes, ...meeting, ...quorumSafety],
  mutants: quorumMutants,
  variants: quorumVariants,
};
