import { broadcast, compareBallots, sameBallot, type Ballot, type NodeId } from "paxoslab/core";
import type {
  Accept,
  AcceptorRole,
  AcceptorState,
  AcceptorTransition,
  Prepare,
} from "paxoslab/protocols/single-decree";

/**
 * Why it is right: wherever in a step the power fails, everything said so far is true of the disk. And the disk
 * always holds the whole of what memory holds, so a restart changes nothing that anybody could have relied on.
 * Nothing is written that the disk knows already: that would cost time, and buy nothing.
 */
export function durableAcceptor<V>(): AcceptorRole<V> {
  return { initial: { promised: null, accepted: null }, onPrepare, onAccept };
}

function onPrepare<V>(state: AcceptorState<V>, from: NodeId, { ballot }: Prepare): AcceptorTransition<V> {
  if (isTooLate(ballot, state)) return refuse(state, from, ballot);
  const next: AcceptorState<V> = { ...state, promised: ballot };
  const promise = {
    kind: "send" as const,
    to: from,
    message: { kind: "promise" as const, ballot, accepted: state.accepted },
  };
  // The same prepare again: its promise was written when it was first made.
  const isRepeated = state.promised !== null && sameBallot(ballot, state.promised);
  return {
    state: next,
    effects: isRepeated ? [promise] : [{ kind: "persist", value: next }, promise],
  };
}

function onAccept<V>(
  state: AcceptorState<V>,
  from: NodeId,
  { ballot, value }: Accept<V>,
  learners: readonly NodeId[],
): AcceptorTransition<V> {
  if (isTooLate(ballot, state)) return refuse(state, from, ballot);
  const news = broadcast(learners, { kind: "accepted" as const, ballot, value });
  // The same accept again: a ballot has one value, so it is the vote that is on disk already.
  if (state.accepted !== null && sameBallot(ballot, state.accepted.ballot)) return { state, effects: news };
  const next: AcceptorState<V> = { promised: ballot, accepted: { ballot, value } };
  return { state: next, effects: [{ kind: "persist", value: next }, ...news] };
}

function isTooLate<V>(ballot: Ballot, { promised }: AcceptorState<V>): boolean {
  return promised !== null && compareBallots(ballot, promised) < 0;
}

/** Changes nothing, so there is nothing to write. */
function refuse<V>(state: AcceptorState<V>, to: NodeId, ballot: Ballot): AcceptorTransition<V> {
  const promised = state.promised ?? ballot;
  return { state, effects: [{ kind: "send", to, message: { kind: "nack", ballot, promised } }] };
}
