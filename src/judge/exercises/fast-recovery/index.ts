import { boolean, literal, strictObject, variant } from "valibot";
import type { Exercise } from "../../exercise.ts";
import { plan } from "../../shapes/common.ts";
import { bestCase } from "./best-case.ts";
import { fastRecoveryMutants, fastRecoveryVariants } from "./mutants.ts";
import { picking } from "./picking.ts";
import { fastRecoveryPort, type FastRecoveryCalls, type FastRecoveryModule } from "./port.ts";
import { fastRecoverySafety } from "./safety.ts";

export const fastRecovery: Exercise<FastRecoveryModule, FastRecoveryCalls> = {
  slug: "fast-recovery",
  port: fastRecoveryPort,
  answers: {
    mayBeChosen: boolean(),
    pick: variant("kind", [
      strictObject({ kind: literal("value"), value: plan }),
      strictObject({ kind: literal("free") }),
    ]),
  },
  cases: [...bestCase, ...picking, ...fastRecoverySafety],
  mutants: fastRecoveryMutants,
  variants: fastRecoveryVariants,
};
