import { describe, expect, it } from "vitest";
import { byzantineQuorumMutants } from "../../src/judge/exercises/byzantine-quorum/mutants.ts";
import { commitRuleMutants } from "../../src/judge/exercises/commit-rule/mutants/index.ts";
import { fastQuorumMutants } from "../../src/judge/exercises/fast-quorum/mutants.ts";
import { fastRecoveryMutants } from "../../src/judge/exercises/fast-recovery/mutants.ts";
import { flexibleQuorumMutants } from "../../src/judge/exercises/flexible-quorum/mutants.ts";
import { pbftBackupMutants } from "../../src/judge/exercises/pbft-backup/mutants/index.ts";
import { wrongBatchers } from "./planted/batcher.ts";
import { wrongLeaders } from "./planted/leader.ts";
import { wrongLeases } from "./planted/lease.ts";
import { wrongReconfigurations } from "./planted/reconfiguration.ts";
import { wrongReplicas } from "./planted/replica.ts";
import { firstFailure, fromBank, type Planted } from "./planted/visible.ts";

/**
 * What shows only in what seldom happens: the hidden cases draw it, and `npm run exercises` holds them to it. A learner meets
 * it with `paxoslab check`.
 */
const judgedOnly: ReadonlySet<string> = new Set([
  "goes no farther than the promise that reports most",
  "does not listen to a client that has gone on as long as its old request waits",
  "answers only if it is prepared for the members in charge and for no later ones",
  "votes for whom it has voted for, in terms that are over, too",
]);

/** A grade is worth what the tests behind it are worth: these have to see every one of these bugs. */
describe.each<{ readonly slug: string; readonly wrong: readonly Planted<object>[] }>([
  { slug: "batcher", wrong: wrongBatchers },
  { slug: "byzantine-quorum", wrong: fromBank(byzantineQuorumMutants) },
  { slug: "commit-rule", wrong: fromBank(commitRuleMutants) },
  { slug: "fast-quorum", wrong: fromBank(fastQuorumMutants) },
  {
    slug: "fast-recovery",
    wrong: fromBank(fastRecoveryMutants, ({ pick }) => ({ recoveryRules: () => ({ pick }) })),
  },
  { slug: "flexible-quorum", wrong: fromBank(flexibleQuorumMutants) },
  { slug: "leader", wrong: wrongLeaders },
  { slug: "lease", wrong: wrongLeases },
  { slug: "pbft-backup", wrong: fromBank(pbftBackupMutants) },
  { slug: "reconfiguration", wrong: wrongReconfigurations },
  { slug: "replica", wrong: wrongReplicas },
])("the visible tests of $slug", ({ slug, wrong }) => {
  const visible = wrong.filter(({ bug }) => !judgedOnly.has(bug));
  it.each<{ readonly bug: string; readonly exercise: object }>(visible)(
    "find: $bug",
    async ({ exercise }) => {
      const failure = await firstFailure(slug, exercise);
      expect(failure?.message ?? "", "a learner with this bug must not pass").toMatch(/[a-z]+ [a-z]+/);
    },
  );
});
