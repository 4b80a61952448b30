import { soundRules } from "../../../protocols/multi-paxos/index.ts";
import type { ReconfigurationModule } from "./port.ts";

const { inForceFrom, governs, hasVote } = soundRules();

export const rightReconfiguration: ReconfigurationModule = {
  inForceFrom,
  governs,
  hasVote,
  asksWhom(tenures, from, quorumsOf) {
    const first = governs(tenures, from).number;
    const inCharge = tenures.filter(({ number }) => number >= first);
    return [...new Set(inCharge.flatMap(({ membership }) => quorumsOf(membership).acceptors))];
  },
  mayPropose(tenures, slot, promises, quorumsOf) {
    const quorums = quorumsOf(governs(tenures, slot).membership);
    return quorums.isPhase1Quorum(promises.filter((node) => hasVote(node, quorums)));
  },
};
