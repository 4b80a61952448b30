import { array, strictObject, type GenericSchema } from "valibot";
import type { Command } from "../../../protocols/desks/index.ts";
import type { Exercise } from "../../exercise.ts";
import { whole } from "../../shapes/common.ts";
import { contract } from "./contract.ts";
import { batcherMutants, batcherVariants } from "./mutants.ts";
import { batcherPort, type BatcherCalls, type BatcherModule } from "./port.ts";
import { story } from "./story.ts";

const commands: GenericSchema<unknown, readonly Command[]> = array(
  strictObject({ client: whole, number: whole, askedAt: whole }),
);

export const batcher: Exercise<BatcherModule, BatcherCalls> = {
  slug: "batcher",
  port: batcherPort,
  answers: { nextBatch: commands, afterDecision: commands },
  cases: [...contract, story],
  mutants: batcherMutants,
  variants: batcherVariants,
};
