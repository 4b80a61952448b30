import type { NodeId } from "../../core/index.ts";
import type { Phase2b } from "./messages.ts";
import { isFast } from "./rounds.ts";
import { withVote } from "./reports.ts";
import type { LearnerState, Settings } from "./vocabulary.ts";

/** Counts votes until those of one round choose a value. */
export function onVoteHeard<V>(
  state: LearnerState<V>,
  from: NodeId,
  { round, value }: Phase2b<V>,
  { quorums, rounds, rules }: Settings<V>,
): LearnerState<V> {
  if (state.learned !== null) return state;
  const votes = withVote(state.votes, from, { vrnd: round, vval: value });
  if (votes === state.votes) return state;
  const ofRound = votes.filter(({ vrnd }) => vrnd === round);
  const chosen = rules.choose(ofRound, quorums, isFast(rounds, round));
  if (chosen !== null) return { votes: [], learned: { value: chosen.value, round } };
  return { votes, learned: null };
}
