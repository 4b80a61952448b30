import { array, boolean, nullable, strictObject, string } from "valibot";
import type { Exercise } from "../../exercise.ts";
import { nodeIds, whole } from "../../shapes/common.ts";
import { accepting } from "./accepting.ts";
import { agreeing } from "./agreeing.ts";
import { believing } from "./believing.ts";
import { pbftBackupMutants, pbftBackupVariants } from "./mutants/index.ts";
import { pbftBackupPort, type PbftBackupModule } from "./port.ts";
import { reporting } from "./reporting.ts";
import { story } from "./story.ts";

export const pbftBackup: Exercise<PbftBackupModule, PbftBackupModule> = {
  slug: "pbft-backup",
  port: pbftBackupPort,
  answers: {
    mayAccept: boolean(),
    isPrepared: boolean(),
    isCommittedLocal: boolean(),
    certificates: array(strictObject({ view: whole, sequence: whole, digest: string(), backups: nodeIds })),
    ordersOf: array(strictObject({ sequence: whole, digest: nullable(string()) })),
    isJustified: boolean(),
  },
  cases: [...accepting, ...agreeing, ...reporting, ...believing, ...story],
  mutants: pbftBackupMutants,
  variants: pbftBackupVariants,
};
