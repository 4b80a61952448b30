import type { NodeSet, Property, QuorumSystem } from "../core/index.ts";
import { agreement, learnedIsChosen, oneValueChosen, validity } from "../properties/index.ts";
import { votesOf, type FastPaxos, type FastQuorums, type Rounds } from "../protocols/fast-paxos/index.ts";
import { voteIn, type SingleDecree } from "../protocols/single-decree/index.ts";

/** Everything that single-decree Paxos promises never to break, ready for `simulate`. */
export function singleDecreeSafety<V>(quorums: QuorumSystem): readonly Property<SingleDecree<V>>[] {
  const lens = { voteIn: voteIn<V>, isChosenBy: (voters: NodeSet) => quorums.isPhase2Quorum(voters) };
  return [agreement(), validity(), oneValueChosen(lens), learnedIsChosen(lens)];
}

/** The same for Fast Paxos, where it depends on the round how many votes choose a value. */
export function fastPaxosSafety<V>(quorums: FastQuorums, rounds: Rounds): readonly Property<FastPaxos<V>>[] {
  const lens = votesOf<V>(quorums, rounds);
  return [agreement(), validity(), oneValueChosen(lens), learnedIsChosen(lens)];
}
