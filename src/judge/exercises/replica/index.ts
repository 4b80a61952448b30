import { array, strictObject, type GenericSchema } from "valibot";
import type { Exercise } from "../../exercise.ts";
import {
  clientCommand,
  ledgerCommand,
  ledgerExecution,
  ledgerReplica,
  ledgerResult,
  value,
} from "../../shapes/replicated-log.ts";
import { whole } from "../../shapes/common.ts";
import { sparseArray } from "../../shapes/sparse-array.ts";
import { contract } from "./contract.ts";
import { replicaMutants, replicaVariants } from "./mutants.ts";
import { replicaPort, type ReplicaCalls, type ReplicaModule, type Step } from "./port.ts";
import { story } from "./story.ts";

const step: GenericSchema<unknown, Step> = strictObject({
  state: strictObject({
    replica: ledgerReplica,
    chosen: sparseArray(value(ledgerCommand)),
    waiting: sparseArray(clientCommand(ledgerCommand)),
  }),
  answers: array(strictObject({ client: whole, sequence: whole, result: ledgerResult })),
});

export const replica: Exercise<ReplicaModule, ReplicaCalls> = {
  slug: "replica",
  port: replicaPort,
  answers: { execute: ledgerExecution, onChosen: step, onAsked: step },
  cases: [...contract, story],
  mutants: replicaMutants,
  variants: replicaVariants,
};
