import { number, strictObject } from "valibot";
import type { Exercise } from "../../exercise.ts";
import { ending } from "./ending.ts";
import { backoffMutants, backoffVariants } from "./mutants.ts";
import { backoffPort, type BackoffModule } from "./port.ts";
import { soon } from "./soon.ts";
import { spans } from "./spans.ts";

export const backoff: Exercise<BackoffModule, BackoffModule> = {
  slug: "backoff",
  port: backoffPort,
  answers: { backoff: strictObject({ min: number(), max: number() }) },
  cases: [spans, ...ending, ...soon],
  mutants: backoffMutants,
  variants: backoffVariants,
};
