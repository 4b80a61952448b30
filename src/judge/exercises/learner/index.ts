import type { Exercise } from "../../exercise.ts";
import { learnerState } from "../../shapes/single-decree.ts";
import { afterwards } from "./afterwards.ts";
import { counting } from "./counting.ts";
import { learnerMutants, learnerVariants } from "./mutants.ts";
import { learnerPort, type LearnerCalls, type LearnerModule } from "./port.ts";

export const learner: Exercise<LearnerModule, LearnerCalls> = {
  slug: "learner",
  port: learnerPort,
  answers: { initial: learnerState, onAccepted: learnerState, onChosen: learnerState },
  cases: [...counting, ...afterwards],
  mutants: learnerMutants,
  variants: learnerVariants,
};
