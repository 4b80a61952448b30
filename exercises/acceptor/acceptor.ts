import { broadcast, type NodeId } from "paxoslab/core";
import type {
  Accept,
  AcceptorRole,
  AcceptorState,
  AcceptorTransition,
  Prepare,
} from "paxoslab/protocols/single-decree";

/** Your acceptor. It says yes to everybody and remembers nothing: the tests say what is wrong with that. */
export function acceptorRole<V>(): AcceptorRole<V> {
  return { initial: { promised: null, accepted: null }, onPrepare, onAccept };
}

/** Phase 1b: a proposer asks for a promise. */
function onPrepare<V>(state: AcceptorState<V>, from: NodeId, { ballot }: Prepare): AcceptorTransition<V> {
  // TODO: when may you promise? What must be remembered, and reported? What do you answer otherwise?
  return {
    state,
    effects: [{ kind: "send", to: from, message: { kind: "promise", ballot, accepted: null } }],
  };
}

/** Phase 2b: a proposer asks you to accept a value. (Take the underscore off `_from` when you need it.) */
function onAccept<V>(
  state: AcceptorState<V>,
  _from: NodeId,
  { ballot, value }: Accept<V>,
  learners: readonly NodeId[],
): AcceptorTransition<V> {
  // TODO: when may you accept? What must be on disk before anybody hears of it?
  return { state, effects: broadcast(learners, { kind: "accepted" as const, ballot, value }) };
}
