import { isAbove, itemsFrom, type Ballot, type SparseArray } from "paxoslab/core";
import {
  noOp,
  type ClientCommand,
  type NodeState,
  type Proposal,
  type Slot,
  type SlotProposal,
  type Value,
} from "paxoslab/protocols/multi-paxos";

/**
 * Why it is right: in each slot it is single-decree Paxos. If a value was chosen in a slot at a lower ballot, a quorum
 * accepted it; the quorum that promised shares a node with it, and the highest report of the slot carries that
 * value (P2c). Where nobody reports anything, nothing was chosen at a lower ballot, nor ever will be: the leader
 * is free, and proposes what has no effect. No slot before the last report is left out, so all of them will be
 * chosen sooner or later, and the leader's own commands, which come after them, can be applied.
 */
export function agenda<C>(
  promises: readonly (readonly SlotProposal<C>[])[],
  from: Slot,
  own: readonly ClientCommand<C>[],
): readonly Value<C>[] {
  const highest = new Map<Slot, Proposal<C>>();
  for (const { slot, ballot, value } of promises.flat()) {
    if (isAbove(ballot, ballotOf(highest.get(slot)))) highest.set(slot, { ballot, value });
  }
  const end = Math.max(from, ...[...highest.keys()].map((slot) => slot + 1));
  const reported = Array.from(
    { length: end - from },
    (_, nth): Value<C> => highest.get(from + nth)?.value ?? noOp,
  );
  return [...reported, ...own.map((command): Value<C> => ({ kind: "commands", commands: [command] }))];
}

const ballotOf = <C>(proposal: Proposal<C> | undefined): Ballot | null => proposal?.ballot ?? null;

/** Later slots it has only accepted, or heard of: what is chosen there it must ask. */
export function asksFrom<S, C, R>({ replica }: NodeState<S, C, R>): Slot {
  return replica.next;
}

/** All of them: each may be chosen with the help of this very acceptor. */
export function reports<S, C, R>({ log }: NodeState<S, C, R>, from: Slot): readonly SlotProposal<C>[] {
  return itemsFrom(log, from).map(({ index: slot, item }) => ({ slot, ...item }));
}

/** The three of them as rules of the protocol, for storms and the model checker. */
export function leaderRules() {
  return { asksFrom, reports, adopts };
}

function adopts<C>(reported: SparseArray<Proposal<C>>, slot: Slot): Value<C> | null {
  const promise = itemsFrom(reported).map(({ index, item }) => ({ slot: index, ...item }));
  return agenda([promise], slot, [])[0] ?? null;
}
