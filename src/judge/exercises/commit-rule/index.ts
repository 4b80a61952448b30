import { array, boolean, literal, strictObject, string, union } from "valibot";
import type { Exercise } from "../../exercise.ts";
import { whole } from "../../shapes/common.ts";
import { appending } from "./appending.ts";
import { committing } from "./committing.ts";
import { commitRuleMutants, commitRuleVariants } from "./mutants/index.ts";
import { commitRulePort, type CommitRuleModule } from "./port.ts";
import { story } from "./story.ts";
import { voting } from "./voting.ts";

export const commitRule: Exercise<CommitRuleModule, CommitRuleModule> = {
  slug: "commit-rule",
  port: commitRulePort,
  answers: {
    agreedIndex: whole,
    mayCommitUpTo: whole,
    isUpToDate: boolean(),
    grantsVote: boolean(),
    onAppendEntries: union([
      strictObject({ success: literal(false) }),
      strictObject({
        success: literal(true),
        log: array(strictObject({ term: whole, command: string() })),
        commitIndex: whole,
        matchIndex: whole,
      }),
    ]),
  },
  cases: [...committing, ...voting, ...appending, ...story],
  mutants: commitRuleMutants,
  variants: commitRuleVariants,
};
