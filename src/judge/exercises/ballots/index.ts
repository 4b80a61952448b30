import { literal, picklist, union } from "valibot";
import type { Exercise } from "../../exercise.ts";
import { ballot } from "../../shapes/common.ts";
import { ballotsCases } from "./cases.ts";
import { ballotsMutants, ballotsVariants } from "./mutants.ts";
import { ballotsPort, type BallotsCalls, type BallotsModule } from "./port.ts";

export const ballots: Exercise<BallotsModule, BallotsCalls> = {
  slug: "ballots",
  port: ballotsPort,
  answers: {
    order: picklist([-1, 0, 1]),
    nextBallot: ballot,
    parseBallot: union([ballot, literal("RangeError")]),
  },
  cases: ballotsCases,
  mutants: ballotsMutants,
  variants: ballotsVariants,
};
