import { boolean, literal, nullable, number, strictObject, variant } from "valibot";
import type { Exercise } from "../../exercise.ts";
import { nodeIds } from "../../shapes/common.ts";
import { gaps } from "./gaps.ts";
import { fastQuorumMutants, fastQuorumVariants } from "./mutants.ts";
import { fastQuorumPort, type FastQuorumModule } from "./port.ts";
import { fastQuorumSafety } from "./safety.ts";
import { sizes } from "./sizes.ts";

export const fastQuorum: Exercise<FastQuorumModule, FastQuorumModule> = {
  slug: "fast-quorum",
  port: fastQuorumPort,
  answers: {
    leastFast: number(),
    areSafe: boolean(),
    findGap: nullable(
      variant("kind", [
        strictObject({ kind: literal("classic"), phase1: nodeIds, classic: nodeIds }),
        strictObject({ kind: literal("fast"), phase1: nodeIds, first: nodeIds, second: nodeIds }),
      ]),
    ),
  },
  cases: [...sizes, ...gaps, ...fastQuorumSafety],
  mutants: fastQuorumMutants,
  variants: fastQuorumVariants,
};
