import { nodes } from "../../../src/core/index.ts";
import {
  fastPaxos,
  fastPaxosQuorums,
  roundsOf,
  votesOf,
  type Configuration,
  type FastPaxos,
  type FastQuorums,
} from "../../../src/protocols/fast-paxos/index.ts";
import type { Candidate } from "../../conformance/consensus.ts";

export type V = FastPaxos<string>;

/** Fast Paxos as the suite of consensus sees it: `right` are the right quorums, whatever the nodes believe. */
export function fastCandidate(
  name: string,
  count: number,
  configuration: Configuration<string>,
  right: FastQuorums = configuration.quorums,
): Candidate<V> {
  return {
    name,
    nodes: count,
    protocol: fastPaxos(configuration),
    ...votesOf<string>(right, roundsOf(configuration)),
    voting: null,
  };
}

export const lamports = (count: number): FastQuorums => fastPaxosQuorums(nodes(count));
