import type { NodeId } from "../../../core/index.ts";
import {
  fastExplicit,
  fastFlexible,
  type FastQuorums,
  type FastSizes,
  type ListedQuorums,
  type Pick,
  type Report,
  type Round,
} from "../../../protocols/fast-paxos/index.ts";
import type { Port } from "../../port.ts";

type Reports = readonly Report<string>[];

export interface FastRecoveryModule {
  readonly mayBeChosen: (vote: Report<string>, reports: Reports, quorums: FastQuorums) => boolean;
  readonly pick: (reports: Reports, quorums: FastQuorums, isFast: (round: Round) => boolean) => Pick<string>;
}

/** A fast quorum system as plain data. */
export type FastPlan =
  | { readonly kind: "sizes"; readonly acceptors: readonly NodeId[]; readonly sizes: FastSizes }
  | ({ readonly kind: "listed" } & ListedQuorums);

export interface FastRecoveryCalls {
  /** Of the vote with this number among the reports. */
  mayBeChosen(nth: number, reports: Reports, quorums: FastPlan): boolean;
  /** @param fast - the rounds that are fast. */
  pick(reports: Reports, quorums: FastPlan, fast: readonly Round[]): Pick<string>;
}

export const fastRecoveryPort: Port<FastRecoveryModule, FastRecoveryCalls> = {
  file: "fast-recovery.ts",
  exports: ["mayBeChosen", "pick"],
  calls: {
    mayBeChosen: ({ mayBeChosen }, nth, reports, quorums) =>
      mayBeChosen(reports[nth]!, reports, fastQuorums(quorums)),
    pick: ({ pick }, reports, quorums, fast) =>
      pick(reports, fastQuorums(quorums), (round) => fast.includes(round)),
  },
  provides: { "paxoslab/core": ["nodes", "sameData", "withNode"] },
};

/** @throws QuorumError if quorums of it need not meet that must. */
export function fastQuorums(plan: FastPlan): FastQuorums {
  return plan.kind === "sizes" ? fastFlexible(plan.acceptors, plan.sizes) : fastExplicit(plan);
}
