import { broadcast, compareBallots, type NodeId } from "paxoslab/core";
import type {
  Accept,
  AcceptorRole,
  AcceptorState,
  AcceptorTransition,
  Prepare,
} from "paxoslab/protocols/single-decree";

/**
 * Why it is right: `promised` never goes down, in memory or on disk, and every answer is true of what the
 * disk held when it was sent. So a promise for ballot b, once heard, keeps this acceptor's vote out of
 * every lower ballot for ever, and what the promise reports is the last vote it can have given below b.
 */
export function acceptorRole<V>(): AcceptorRole<V> {
  return { initial: { promised: null, accepted: null }, onPrepare, onAccept };
}

function onPrepare<V>(state: AcceptorState<V>, from: NodeId, { ballot }: Prepare): AcceptorTransition<V> {
  const { promised, accepted } = state;
  if (promised !== null && compareBallots(ballot, promised) < 0) {
    return { state, effects: [{ kind: "send", to: from, message: { kind: "nack", ballot, promised } }] };
  }
  const next: AcceptorState<V> = { promised: ballot, accepted };
  return {
    state: next,
    effects: [
      { kind: "persist", value: next },
      { kind: "send", to: from, message: { kind: "promise", ballot, accepted } },
    ],
  };
}

function onAccept<V>(
  state: AcceptorState<V>,
  from: NodeId,
  { ballot, value }: Accept<V>,
  learners: readonly NodeId[],
): AcceptorTransition<V> {
  const { promised } = state;
  if (promised !== null && compareBallots(ballot, promised) < 0) {
    return { state, effects: [{ kind: "send", to: from, message: { kind: "nack", ballot, promised } }] };
  }
  // Accepting raises the promise too: this acceptor may never have seen the prepare of this ballot.
  const next: AcceptorState<V> = { promised: ballot, accepted: { ballot, value } };
  return {
    state: next,
    effects: [
      { kind: "persist", value: next },
      ...broadcast(learners, { kind: "accepted" as const, ballot, value }),
    ],
  };
}
