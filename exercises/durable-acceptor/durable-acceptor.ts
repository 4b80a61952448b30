import { broadcast, compareBallots, type Ballot, type NodeId } from "paxoslab/core";
import type {
  Accept,
  AcceptorRole,
  AcceptorState,
  AcceptorTransition,
  Prepare,
} from "paxoslab/protocols/single-decree";

/**
 * Your acceptor. It decides as it should and says what it should; but what it writes to disk, and when, is
 * wrong everywhere.
 */
export function durableAcceptor<V>(): AcceptorRole<V> {
  return { initial: { promised: null, accepted: null }, onPrepare, onAccept };
}

/** Phase 1b: promise, and report what was accepted before. */
function onPrepare<V>(state: AcceptorState<V>, from: NodeId, { ballot }: Prepare): AcceptorTransition<V> {
  if (isTooLate(ballot, state)) return refuse(state, from, ballot);
  const next: AcceptorState<V> = { ...state, promised: ballot };
  // TODO: what must the disk know, and before what? And if this very promise was made before?
  return {
    state: next,
    effects: [
      { kind: "send", to: from, message: { kind: "promise", ballot, accepted: state.accepted } },
      { kind: "persist", value: state },
    ],
  };
}

/** Phase 2b: accept, and tell every learner. */
function onAccept<V>(
  state: AcceptorState<V>,
  from: NodeId,
  { ballot, value }: Accept<V>,
  learners: readonly NodeId[],
): AcceptorTransition<V> {
  if (isTooLate(ballot, state)) return refuse(state, from, ballot);
  const next: AcceptorState<V> = { promised: ballot, accepted: { ballot, value } };
  // TODO: the same questions.
  return {
    state: next,
    effects: [
      ...broadcast(learners, { kind: "accepted" as const, ballot, value }),
      { kind: "persist", value: { ...next, promised: null } },
    ],
  };
}

function isTooLate<V>(ballot: Ballot, { promised }: AcceptorState<V>): boolean {
  return promised !== null && compareBallots(ballot, promised) < 0;
}

/** A courtesy: it names the promise that stands in the way. */
function refuse<V>(state: AcceptorState<V>, to: NodeId, ballot: Ballot): AcceptorTransition<V> {
  // TODO: a write takes a disk a few thousandths of a second. Is this one needed?
  return {
    state,
    effects: [
      { kind: "persist", value: state },
      { kind: "send", to, message: { kind: "nack", ballot, promised: state.promised ?? ballot } },
    ],
  };
}
