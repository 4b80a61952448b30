import type { NodeId, NodeSet, QuorumSystem } from "paxoslab/core";
import type { Membership, Slot, Tenure } from "paxoslab/protocols/multi-paxos";

/** The quorums of a configuration, with its members as `acceptors`. */
export type QuorumsOf = (membership: Membership) => QuorumSystem;

/**
 * Why it is right: to propose in slot s + window, a leader must have applied all slots up to s. So whoever proposes there
 * knows what was chosen in s: each slot has one configuration, and nobody proposes in it without knowing which. From there
 * on it is Paxos for one slot, with that slot's quorums in both phases.
 */
export function inForceFrom(chosenIn: Slot, window: number): Slot {
  return chosenIn + window;
}

/** The last that has begun by then. */
export function governs(tenures: readonly Tenure[], slot: Slot): Tenure {
  return tenures.findLast(({ from }) => from <= slot) ?? tenures[0]!;
}

/** A member's only: quorums of members meet, and of what strangers have promised or accepted nobody need ever hear. */
export function hasVote(node: NodeId, { acceptors }: QuorumSystem): boolean {
  return acceptors.includes(node);
}

/** The members in charge of slot `from`, and those to come: one phase 1 for all of these slots. */
export function asksWhom(tenures: readonly Tenure[], from: Slot, quorumsOf: QuorumsOf): readonly NodeId[] {
  const first = governs(tenures, from).number;
  const members = tenures
    .filter(({ number }) => number >= first)
    .flatMap(({ membership }) => quorumsOf(membership).acceptors);
  return [...new Set(members)];
}

/**
 * A quorum of the slot's own members. Promises of former members keep nobody away from there: the leader that they have
 * stopped may have come so far before, and have had values chosen by the new members alone.
 */
export function mayPropose(
  tenures: readonly Tenure[],
  slot: Slot,
  promises: NodeSet,
  quorumsOf: QuorumsOf,
): boolean {
  const quorums = quorumsOf(governs(tenures, slot).membership);
  return quorums.isPhase1Quorum(promises.filter((node) => hasVote(node, quorums)));
}

/** Your functions as rules of the protocol, for storms and the model checker. */
export function reconfigurationRules() {
  const membership: Membership = { kind: "initial" };
  const isPrepared = (promises: NodeSet, quorums: QuorumSystem): boolean =>
    mayPropose([{ number: 0, from: 0, membership }], 0, promises, () => quorums);
  return { inForceFrom, governs, hasVote, isPrepared };
}
