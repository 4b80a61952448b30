import type { Duration, NodeId, QuorumSystem, Time } from "../../../core/index.ts";
import type { NodeState, Role } from "../../../protocols/multi-paxos/index.ts";
import type { LedgerCommand, LedgerResult, LedgerState } from "../../../protocols/services/index.ts";
import type { Port } from "../../port.ts";
import { quorumSystem, type QuorumPlan } from "../../quorum-plan.ts";

export type WardNode = NodeState<LedgerState, LedgerCommand, LedgerResult>;
export type WardRole = Role<LedgerCommand>;

/** As the exercise declares it. */
export interface Answered {
  readonly node: NodeId;
  readonly sentAt: Time;
  readonly answeredAt: Time;
}

export interface Terms {
  readonly patience: Duration;
  readonly clockDrift: number;
}

export interface LeaseModule {
  readonly isLoyal: (role: WardRole, candidate: NodeId) => boolean;
  readonly leaseFrom: (sentAt: Time, answeredAt: Time) => Time;
  readonly leaseLength: (terms: Terms) => Duration;
  readonly leaseUntil: (answers: readonly Answered[], quorums: QuorumSystem, terms: Terms) => Time | null;
  readonly mayServe: (state: WardNode, now: Time) => boolean;
}

export interface LeaseCalls {
  isLoyal(role: WardRole, candidate: NodeId): boolean;
  leaseFrom(sentAt: Time, answeredAt: Time): Time;
  leaseLength(terms: Terms): Duration;
  leaseUntil(answers: readonly Answered[], quorums: QuorumPlan, terms: Terms): Time | null;
  mayServe(state: WardNode, now: Time): boolean;
}

export const leasePort: Port<LeaseModule, LeaseCalls> = {
  file: "lease.ts",
  exports: ["isLoyal", "leaseFrom", "leaseLength", "leaseUntil", "mayServe"],
  calls: {
    isLoyal: ({ isLoyal }, role, candidate) => isLoyal(role, candidate),
    leaseFrom: ({ leaseFrom }, sentAt, answeredAt) => leaseFrom(sentAt, answeredAt),
    leaseLength: ({ leaseLength }, terms) => leaseLength(terms),
    leaseUntil: ({ leaseUntil }, answers, quorums, terms) =>
      leaseUntil(answers, quorumSystem(quorums), terms),
    mayServe: ({ mayServe }, state, now) => mayServe(state, now),
  },
  provides: { "paxoslab/core": ["itemAt", "itemsFrom", "withNode"] },
};
