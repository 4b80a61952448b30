import type { Candidate } from "../../../exercise.ts";
import type { CommitRuleModule } from "../port.ts";
import { appendingWrongly } from "./appending.ts";
import { committingWrongly } from "./committing.ts";
import { votingWrongly } from "./voting.ts";
export { commitRuleVariants } from "./variants.ts";

/** Wrong ideas about Raft's rules, function by function. */
export const commitRuleMutants: readonly Candidate<CommitRuleModule>[] = [
  ...committingWrongly,
  ...votingWrongly,
  ...appendingWrongly,
];
