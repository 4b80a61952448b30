import { endOf, itemsFrom, type SparseArray } from "paxoslab/core";
import type {
  ClientCommand,
  NodeState,
  Proposal,
  Slot,
  SlotProposal,
  Value,
} from "paxoslab/protocols/multi-paxos";

/**
 * Your leader has been elected. What does it propose, in one slot after the other, from `from` on? (The first value is
 * for slot `from`, the second one for the slot after it, and so on.)
 *
 * This one begins with its own commands, as if nobody had led before: the tests say what is wrong with that.
 *
 * @param promises what each node of a quorum, the leader among them, has accepted; in no particular order.
 * @param own the commands of its own clients, one for a slot each.
 */
export function agenda<C>(
  _promises: readonly (readonly SlotProposal<C>[])[],
  _from: Slot,
  own: readonly ClientCommand<C>[],
): readonly Value<C>[] {
  // TODO: which slots may have been decided? What must stand there? And what where nobody reports anything?
  return own.map((command): Value<C> => ({ kind: "commands", commands: [command] }));
}

/** Phase 1a: about which slots a candidate asks, namely this one and all after it. */
export function asksFrom<S, C, R>({ log }: NodeState<S, C, R>): Slot {
  // TODO: a proposal in your log is accepted, by you. Is it chosen? (`replica.next` is the first slot not applied.)
  return endOf(log);
}

/** Phase 1b: what an acceptor has to say of these slots. */
export function reports<S, C, R>({ log }: NodeState<S, C, R>, from: Slot): readonly SlotProposal<C>[] {
  // TODO: is the last one enough?
  return itemsFrom(log, from)
    .map(({ index: slot, item }) => ({ slot, ...item }))
    .slice(-1);
}

/** The three of them as rules of the protocol, for storms and the model checker. (This is right.) */
export function leaderRules() {
  return { asksFrom, reports, adopts };
}

/** What your agenda says of one slot, given the highest report of each. (So is this.) */
function adopts<C>(reported: SparseArray<Proposal<C>>, slot: Slot): Value<C> | null {
  const promise = itemsFrom(reported).map(({ index, item }) => ({ slot: index, ...item }));
  return agenda([promise], slot, [])[0] ?? null;
}
