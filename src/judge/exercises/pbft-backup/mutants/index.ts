import type { Candidate } from "../../../exercise.ts";
import type { PbftBackupModule } from "../port.ts";
import { acceptingWrongly } from "./accepting.ts";
import { believingWrongly } from "./believing.ts";
import { committingWrongly } from "./committing.ts";
import { orderingWrongly } from "./ordering.ts";
import { preparingWrongly } from "./preparing.ts";
import { reportingWrongly } from "./reporting.ts";
export { pbftBackupVariants } from "./variants.ts";

/** Wrong ideas about backups, function by function. */
export const pbftBackupMutants: readonly Candidate<PbftBackupModule>[] = [
  ...acceptingWrongly,
  ...preparingWrongly,
  ...committingWrongly,
  ...reportingWrongly,
  ...orderingWrongly,
  ...believingWrongly,
];
