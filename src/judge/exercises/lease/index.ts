import { boolean, nullable } from "valibot";
import type { Exercise } from "../../exercise.ts";
import { whole } from "../../shapes/common.ts";
import { contract } from "./contract.ts";
import { leaseMutants, leaseVariants } from "./mutants.ts";
import { leasePort, type LeaseCalls, type LeaseModule } from "./port.ts";
import { story } from "./story.ts";

export const lease: Exercise<LeaseModule, LeaseCalls> = {
  slug: "lease",
  port: leasePort,
  answers: {
    isLoyal: boolean(),
    leaseFrom: whole,
    leaseLength: whole,
    leaseUntil: nullable(whole),
    mayServe: boolean(),
  },
  cases: [...contract, story],
  mutants: leaseMutants,
  variants: leaseVariants,
};
