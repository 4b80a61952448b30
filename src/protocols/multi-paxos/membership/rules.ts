import type { NodeId, NodeSet, QuorumSystem } from "../../../core/index.ts";
import type { Slot } from "../values.ts";
import type { Tenure } from "./tenures.ts";

/** The few lines on which it hangs whether members may come and go. */
export interface MembershipRules {
  /** The first slot of a tenure that was chosen in this one. */
  readonly inForceFrom: (chosenIn: Slot, window: number) => Slot;
  /** The tenure of a slot, of all that are known of. */
  readonly governs: (tenures: readonly Tenure[], slot: Slot) => Tenure;
  /** Whose promises and acceptances count. */
  readonly hasVote: (node: NodeId, quorums: QuorumSystem) => boolean;
  /** Whether a leader may propose in the slots of a tenure, when it has these members' promises. */
  readonly isPrepared: (promises: NodeSet, quorums: QuorumSystem) => boolean;
}

export const soundMembershipRules: MembershipRules = { inForceFrom, governs, hasVote, isPrepared };

/**
 * A whole window later. The leader proposes in `window` slots at once, from the first that is not applied: when it
 * comes to this one, it has applied all that could say who is in charge of it, and so has every other leader. A
 * nearer slot may be proposed already, or even chosen, by quorums that need not meet the new ones.
 * (Lamport's α, in *Reconfiguring a State Machine*, 2010; WINDOW in *Paxos Made Moderately Complex*.)
 */
function inForceFrom(chosenIn: Slot, window: number): Slot {
  return chosenIn + window;
}

function governs(tenures: readonly Tenure[], slot: Slot): Tenure {
  let nth = tenures.length - 1;
  while (nth > 0 && tenures[nth]!.from > slot) nth--;
  return tenures[nth]!;
}

/** The members' only: quorums of others need not meet. */
function hasVote(node: NodeId, { acceptors }: QuorumSystem): boolean {
  return acceptors.includes(node);
}

/**
 * Phase 1 has to be done with a quorum of each slot's own members. That those of an earlier tenure have promised does
 * not help: the leader of a lower ballot, which they have stopped, may have come so far before, and have had values
 * accepted, even chosen, by the new members alone; and it may go on there for as long as these have not promised.
 */
function isPrepared(promises: NodeSet, quorums: QuorumSystem): boolean {
  return quorums.isPhase1Quorum(promises);
}
