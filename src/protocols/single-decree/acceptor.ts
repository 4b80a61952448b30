import { isAbove, type Ballot, type NodeId } from "../../core/index.ts";
import type { Accept, AcceptedProposal, Prepare } from "./messages.ts";
import type { RoleEffect, RoleTransition } from "./vocabulary.ts";

/**
 * The acceptor: the memory of the protocol.
 *
 * *Paxos Made Simple*, section 2.2: it may always answer a prepare; it may accept unless it has
 * promised a higher ballot; and it must remember both across a crash (section 2.2, last paragraphs).
 */
export interface AcceptorState<V> {
  /** It takes part in no ballot lower than this one. */
  readonly promised: Ballot | null;
  /** The last proposal it accepted: the one with the highest ballot. */
  readonly accepted: AcceptedProposal<V> | null;
}

/** What an acceptor must be able to do. Replies go to `from`; acceptances go to every learner. */
export interface AcceptorRole<V> {
  readonly initial: AcceptorState<V>;
  onPrepare(state: AcceptorState<V>, from: NodeId, message: Prepare): AcceptorTransition<V>;
  onAccept(
    state: AcceptorState<V>,
    from: NodeId,
    message: Accept<V>,
    learners: readonly NodeId[],
  ): AcceptorTransition<V>;
}

export type AcceptorTransition<V> = RoleTransition<AcceptorState<V>, AcceptorState<V>, V>;

export function acceptorRole<V>(): AcceptorRole<V> {
  return { initial: { promised: null, accepted: null }, onPrepare, onAccept };
}

/** Phase 1b: promise, and say what was accepted before. */
function onPrepare<V>(state: AcceptorState<V>, from: NodeId, { ballot }: Prepare): AcceptorTransition<V> {
  if (isAbove(ballot, state.promised)) {
    const next = { ...state, promised: ballot };
    return { state: next, effects: [{ kind: "persist", value: next }, promise(next, from, ballot)] };
  }
  // The same prepare again, duplicated by the network: the promise stands, so it may be repeated.
  if (!isAbove(state.promised!, ballot)) return { state, effects: [promise(state, from, ballot)] };
  return refuse(state, from, ballot);
}

/** Phase 2b: accept, unless a higher ballot was promised; tell the learners. */
function onAccept<V>(
  state: AcceptorState<V>,
  from: NodeId,
  { ballot, value }: Accept<V>,
  learners: readonly NodeId[],
): AcceptorTransition<V> {
  if (state.promised !== null && isAbove(state.promised, ballot)) return refuse(state, from, ballot);
  // To accept is also to promise: without raising `promised` here, a prepare between the two ballots
  // would still be answered, with a report of a value that was accepted *above* it.
  const next: AcceptorState<V> = { promised: ballot, accepted: { ballot, value } };
  const accepted = learners.map((to): RoleEffect<AcceptorState<V>, V> => ({
    kind: "send",
    to,
    message: { kind: "accepted", ballot, value },
  }));
  return { state: next, effects: [{ kind: "persist", value: next }, ...accepted] };
}

function promise<V>(state: AcceptorState<V>, to: NodeId, ballot: Ballot): RoleEffect<AcceptorState<V>, V> {
  return { kind: "send", to, message: { kind: "promise", ballot, accepted: state.accepted } };
}

function refuse<V>(state: AcceptorState<V>, to: NodeId, ballot: Ballot): AcceptorTransition<V> {
  const promised = state.promised!;
  return { state, effects: [{ kind: "send", to, message: { kind: "nack", ballot, promised } }] };
}
