import { withNode, type NodeSet, type QuorumSystem } from "../../../core/index.ts";
import { soundRules } from "../../../protocols/multi-paxos/index.ts";
import type { LedgerCommand, LedgerResult, LedgerState } from "../../../protocols/services/index.ts";
import type { Answered, LeaseModule } from "./port.ts";

const rules = soundRules<LedgerState, LedgerCommand, LedgerResult>();
const { isLoyal, leaseFrom, mayServe } = rules;

const leaseLength: LeaseModule["leaseLength"] = ({ patience, clockDrift }) =>
  rules.leaseLength(patience, clockDrift);

export const rightLease: LeaseModule = {
  isLoyal,
  leaseFrom,
  leaseLength,
  leaseUntil(answers, quorums, terms) {
    const since = loyalSince(answers, quorums);
    return since === null ? null : since + leaseLength(terms);
  },
  mayServe,
};

/** From when on a set of nodes is loyal that meets every phase-1 quorum; null if none is known to be. */
export function loyalSince(answers: readonly Answered[], quorums: QuorumSystem): number | null {
  let loyal: NodeSet = [];
  for (const { node, sentAt } of answers.toSorted((one, other) => other.sentAt - one.sentAt)) {
    if (!quorums.acceptors.includes(node)) continue;
    loyal = withNode(loyal, node);
    if (quorums.isPhase2Quorum(loyal)) return sentAt;
  }
  return null;
}
