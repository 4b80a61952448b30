import type { NodeSet, Property, QuorumSystem } from "../core/index.ts";
import { agreement, learnedIsChosen, oneValueChosen, validity } from "../properties/index.ts";
import { voteIn, type SingleDecree } from "../protocols/single-decree/index.ts";

/** Everything that single-decree Paxos promises never to break, ready for `simulate`. */
export function singleDecreeSafety<V>(quorums: QuorumSystem): readonly Property<SingleDecree<V>>[] {
  const lens = { voteIn: voteIn<V>, isChosenBy: (voters: NodeSet) => quorums.isPhase2Quorum(voters) };
  return [agreement(), validity(), oneValueChosen(lens), learnedIsChosen(lens)];
}
