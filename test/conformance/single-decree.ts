import type { Protocol, QuorumSystem } from "../../src/core/index.ts";
import { promiseIn, voteIn, type SingleDecree } from "../../src/protocols/single-decree/index.ts";
import type { Candidate } from "./consensus.ts";

/** Single-decree Paxos, or a variant of it, as the suite sees it: `quorums` are the right ones, whatever the nodes believe. */
export function paxosCandidate(
  name: string,
  nodes: number,
  quorums: QuorumSystem,
  protocol: Protocol<SingleDecree<string>>,
): Candidate<SingleDecree<string>> {
  const isChosenBy = (voters: readonly number[]): boolean => quorums.isPhase2Quorum(voters);
  const voting = { quorums, voteIn: voteIn<string>, promiseIn: promiseIn<string> };
  return { name, nodes, protocol, voteIn: voteIn<string>, isChosenBy, voting };
}
