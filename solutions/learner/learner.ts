import { sameBallot, withNode, type NodeId, type QuorumSystem } from "paxoslab/core";
import type { Accepted, Chosen, LearnerRole, LearnerState } from "paxoslab/protocols/single-decree";

/**
 * Why it is right: it learns a value only when a phase-2 quorum of different acceptors has accepted it at one
 * and the same ballot, which is what "chosen" means. A ballot never has two values, so its acceptors can be
 * gathered by ballot alone; and a set of nodes counts a doubled message once.
 */
export function learnerRole<V>(): LearnerRole<V> {
  return { initial: { votes: [], learned: null }, onAccepted, onChosen };
}

function onAccepted<V>(
  state: LearnerState<V>,
  from: NodeId,
  { ballot, value }: Accepted<V>,
  quorums: QuorumSystem,
): LearnerState<V> {
  if (state.learned !== null) return state;
  const before = state.votes.find((votes) => sameBallot(votes.ballot, ballot));
  const acceptors = withNode(before?.acceptors ?? [], from);
  if (quorums.isPhase2Quorum(acceptors)) return { votes: [], learned: { ballot, value } };
  const others = state.votes.filter((votes) => votes !== before);
  return { votes: [...others, { ballot, value, acceptors }], learned: null };
}

function onChosen<V>(state: LearnerState<V>, { ballot, value }: Chosen<V>): LearnerState<V> {
  return state.learned === null ? { votes: [], learned: { ballot, value } } : state;
}
