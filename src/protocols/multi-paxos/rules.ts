import {
  itemAt,
  itemsFrom,
  sameBallot,
  type Ballot,
  type Service,
  type SparseArray,
} from "../../core/index.ts";
import { soundMembershipRules, type MembershipRules } from "./membership/rules.ts";
import { soundReadRules, type ReadRules } from "./reads/rules.ts";
import { execute, type Execution, type Replica } from "./replica.ts";
import { noOp, type Proposal, type Slot, type SlotProposal, type Value } from "./values.ts";
import type { NodeState } from "./vocabulary.ts";

/**
 * The few lines on which it hangs whether a replicated log is right, one by one, so that they can be read
 * together, written by a student, or planted with a bug.
 */
export interface Rules<S, C, R> extends ReadRules<S, C, R>, MembershipRules {
  /** Phase 1a: about which slots a candidate asks, namely this one and all after it. */
  readonly asksFrom: (state: NodeState<S, C, R>) => Slot;
  /** Phase 1b: what an acceptor has to say of these slots. */
  readonly reports: (state: NodeState<S, C, R>, from: Slot) => readonly SlotProposal<C>[];
  /** Phase 2a: what a new leader proposes where something may be chosen already; null holds it up. */
  readonly adopts: (reported: SparseArray<Proposal<C>>, slot: Slot) => Value<C> | null;
  /** Learning: the slot whose proposal is to be applied now that this leader says that all below are chosen; null if none. */
  readonly appliesNext: (state: NodeState<S, C, R>, ballot: Ballot, chosenBelow: Slot) => Slot | null;
  /** What becomes of a replica by what is chosen in its next slot. */
  readonly execute: (
    replica: Replica<S, R>,
    value: Value<C>,
    service: Service<S, C, R>,
  ) => Execution<S, C, R>;
}

export function soundRules<S, C, R>(): Rules<S, C, R> {
  return {
    asksFrom,
    reports,
    adopts,
    appliesNext,
    execute,
    ...soundMembershipRules,
    ...soundReadRules<S, C, R>(),
  };
}

/** From the first slot of which it does not know what is chosen: later ones it has only accepted, or heard of. */
function asksFrom<S, C, R>({ replica }: NodeState<S, C, R>): Slot {
  return replica.next;
}

/** Everything: in each of the slots, the value may be chosen with this acceptor's help. */
function reports<S, C, R>({ log }: NodeState<S, C, R>, from: Slot): readonly SlotProposal<C>[] {
  return itemsFrom(log, from).map(({ index: slot, item }) => ({ slot, ...item }));
}

/**
 * P2c, slot by slot: the value of the highest-numbered proposal that a quorum has reported. Where it has
 * reported none nothing is chosen, and a no-op lets later slots be applied (section 3, the "gap").
 */
function adopts<C>(reported: SparseArray<Proposal<C>>, slot: Slot): Value<C> | null {
  return itemAt(reported, slot)?.value ?? noOp;
}

/** The next slot in order, if its proposal here is of the leader's own ballot: then it is what was chosen. */
function appliesNext<S, C, R>(
  { log, replica: { next } }: NodeState<S, C, R>,
  ballot: Ballot,
  chosenBelow: Slot,
): Slot | null {
  if (next >= chosenBelow) return null;
  const accepted = itemAt(log, next);
  return accepted !== null && sameBallot(accepted.ballot, ballot) ? next : null;
}
