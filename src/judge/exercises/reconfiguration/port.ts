import { sameData, type NodeId, type NodeSet, type QuorumSystem } from "../../../core/index.ts";
import type { Membership, Slot, Tenure } from "../../../protocols/multi-paxos/index.ts";
import type { Port } from "../../port.ts";
import { quorumSystem, type QuorumPlan } from "../../quorum-plan.ts";

type QuorumsOf = (membership: Membership) => QuorumSystem;

export interface ReconfigurationModule {
  readonly inForceFrom: (chosenIn: Slot, window: number) => Slot;
  readonly governs: (tenures: readonly Tenure[], slot: Slot) => Tenure;
  readonly hasVote: (node: NodeId, quorums: QuorumSystem) => boolean;
  readonly asksWhom: (tenures: readonly Tenure[], from: Slot, quorumsOf: QuorumsOf) => readonly NodeId[];
  readonly mayPropose: (
    tenures: readonly Tenure[],
    slot: Slot,
    promises: NodeSet,
    quorumsOf: QuorumsOf,
  ) => boolean;
}

/** The quorums of one configuration. */
export interface Way {
  readonly membership: Membership;
  readonly quorums: QuorumPlan;
}

export interface ReconfigurationCalls {
  inForceFrom(chosenIn: Slot, window: number): Slot;
  governs(tenures: readonly Tenure[], slot: Slot): Tenure;
  hasVote(node: NodeId, quorums: QuorumPlan): boolean;
  asksWhom(tenures: readonly Tenure[], from: Slot, ways: readonly Way[]): readonly NodeId[];
  mayPropose(tenures: readonly Tenure[], slot: Slot, promises: NodeSet, ways: readonly Way[]): boolean;
}

export const reconfigurationPort: Port<ReconfigurationModule, ReconfigurationCalls> = {
  file: "reconfiguration.ts",
  exports: ["inForceFrom", "governs", "hasVote", "asksWhom", "mayPropose"],
  calls: {
    inForceFrom: ({ inForceFrom }, chosenIn, window) => inForceFrom(chosenIn, window),
    governs: ({ governs }, tenures, slot) => governs(tenures, slot),
    hasVote: ({ hasVote }, node, quorums) => hasVote(node, quorumSystem(quorums)),
    asksWhom: ({ asksWhom }, tenures, from, ways) => asksWhom(tenures, from, quorumsOf(ways)),
    mayPropose: ({ mayPropose }, tenures, slot, promises, ways) =>
      mayPropose(tenures, slot, promises, quorumsOf(ways)),
  },
  provides: { "paxoslab/core": ["sameData", "withNode"] },
};

/** @throws Error, as the function that a solution is given, for a configuration that nobody has spoken of. */
export const quorumsOf =
  (ways: readonly Way[]): QuorumsOf =>
  (membership) => {
    const way = ways.find((one) => sameData(one.membership, membership));
    if (way === undefined) throw new Error(`There is no configuration ${JSON.stringify(membership)}.`);
    return quorumSystem(way.quorums);
  };
