import type { NodeId, NodeSet, QuorumSystem } from "paxoslab/core";
import type { Membership, Slot, Tenure } from "paxoslab/protocols/multi-paxos";

/** The quorums of a configuration, with its members as `acceptors`. */
export type QuorumsOf = (membership: Membership) => QuorumSystem;

/**
 * The first slot of which a configuration is in charge that was chosen in this slot. A leader proposes in `window` slots
 * at once, from the first that it has not applied.
 */
export function inForceFrom(chosenIn: Slot, _window: number): Slot {
  // TODO: this is what many notes say: "start using it in the next instance". Who may be at work there already?
  return chosenIn + 1;
}

/** Which of these is in charge of the slot. They stand in the order of their `from`; the first is in force, or was. */
export function governs(tenures: readonly Tenure[], _slot: Slot): Tenure {
  // TODO: is the newest always the right one?
  return tenures[tenures.length - 1]!;
}

/** Whether this node's promises and votes count in slots with these quorums. */
export function hasVote(_node: NodeId, _quorums: QuorumSystem): boolean {
  // TODO
  return true;
}

/**
 * Whom a candidate asks for promises, itself among them if it is one of them: it wants to propose in slot `from` and in
 * all after it. Each once, in any order, and nobody for nothing.
 */
export function asksWhom(tenures: readonly Tenure[], _from: Slot, quorumsOf: QuorumsOf): readonly NodeId[] {
  // TODO: who is in charge of the last of these slots?
  return quorumsOf(tenures[0]!.membership).acceptors;
}

/** Whether a leader may propose in the slot, when these nodes have promised its ballot. */
export function mayPropose(
  _tenures: readonly Tenure[],
  _slot: Slot,
  promises: NodeSet,
  _quorumsOf: QuorumsOf,
): boolean {
  // TODO: whose promises does it take, and how many of them?
  return promises.length > 0;
}

/** Your functions as rules of the protocol, for storms and the model checker. (This is right.) */
export function reconfigurationRules() {
  const membership: Membership = { kind: "initial" };
  const isPrepared = (promises: NodeSet, quorums: QuorumSystem): boolean =>
    mayPropose([{ number: 0, from: 0, membership }], 0, promises, () => quorums);
  return { inForceFrom, governs, hasVote, isPrepared };
}
