import type { NodeId, QuorumSystem } from "paxoslab/core";
import type { Accepted, Chosen, LearnerRole, LearnerState } from "paxoslab/protocols/single-decree";

/** Your learner. It believes the first acceptance it hears of: the tests say what is wrong with that. */
export function learnerRole<V>(): LearnerRole<V> {
  return { initial: { votes: [], learned: null }, onAccepted, onChosen };
}

/** Phase 2b has happened at the acceptor `from`. (Take the underscores off when you need the names.) */
function onAccepted<V>(
  state: LearnerState<V>,
  _from: NodeId,
  { ballot, value }: Accepted<V>,
  _quorums: QuorumSystem,
): LearnerState<V> {
  // TODO: one acceptor's word is not a decision. Whose words, about what, are?
  return { votes: state.votes, learned: { ballot, value } };
}

/** Another learner has counted already and tells you. Nodes here may crash, but they do not lie. */
function onChosen<V>(state: LearnerState<V>, { ballot, value }: Chosen<V>): LearnerState<V> {
  return state.learned === null ? { votes: [], learned: { ballot, value } } : state;
}
