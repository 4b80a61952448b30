import type { Exercise } from "../../exercise.ts";
import { proposerState, proposerTransition } from "../../shapes/single-decree.ts";
import { gathering } from "./gathering.ts";
import { proposerMutants } from "./mutants.ts";
import { opening } from "./opening.ts";
import { proposerPort, type ProposerCalls, type ProposerModule } from "./port.ts";
import { refused } from "./refused.ts";
import { proposerSafety } from "./safety.ts";
import { proposerVariants } from "./variants.ts";

export const proposer: Exercise<ProposerModule, ProposerCalls> = {
  slug: "proposer",
  port: proposerPort,
  answers: {
    initial: proposerState,
    onPropose: proposerTransition,
    onPromise: proposerTransition,
    onNack: proposerTransition,
    onRetry: proposerTransition,
    onLearned: proposerTransition,
  },
  cases: [...opening, ...gathering, ...refused, ...proposerSafety],
  mutants: proposerMutants,
  variants: proposerVariants,
};
