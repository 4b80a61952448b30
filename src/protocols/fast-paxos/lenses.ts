import type { Ballot, NodeSet } from "../../core/index.ts";
import type { Message } from "./messages.ts";
import type { FastQuorums } from "./quorums.ts";
import { isFast, type Rounds } from "./rounds.ts";

/** How an observer sees votes and what they choose, for the properties of consensus. A round is a ballot without a node. */
export function votesOf<V>(quorums: FastQuorums, rounds: Rounds) {
  return {
    voteIn: (message: Message<V>) =>
      message.kind === "2b" ? { ballot: { round: message.round, node: 0 }, value: message.value } : null,
    isChosenBy: (voters: NodeSet, { round }: Ballot): boolean =>
      isFast(rounds, round) ? quorums.isFastQuorum(voters) : quorums.isClassicQuorum(voters),
  };
}
