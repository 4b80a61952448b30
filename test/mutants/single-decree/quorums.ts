import { explicit, flexible, majority, nodes, type QuorumSystem } from "../../../src/core/index.ts";
import { ask, easyToAccept, easyToPrepare } from "./bounds.ts";
import type { Mutant } from "./variant.ts";

/** The same quorums to somebody who sees one acceptor that is not there. */
export const oneMore = (quorums: QuorumSystem): QuorumSystem => ({
  ...quorums,
  isPhase1Quorum: (members) => quorums.isPhase1Quorum([-1, ...members]),
  isPhase2Quorum: (members) => quorums.isPhase2Quorum([-1, ...members]),
});

/** Two rows and two columns: every row meets every column, and no other row. */
const grid = explicit({
  acceptors: nodes(4),
  phase1: [[0, 1], [2, 3]], // prettier-ignore
  phase2: [[0, 2], [1, 3]], // prettier-ignore
});

/** Nodes that agree on what a quorum is, and are wrong. */
export const quorumMutants: readonly Mutant[] = [
  {
    name: "half of the acceptors are taken for a majority",
    bounds: { quorums: majority(nodes(2)), ballots: 2 },
    shortest: { property: "learned implies chosen", steps: 5 },
    unsafeVote: 4,
    storms: majority(nodes(4)),
    believes: (right) => ({
      ...right,
      isPhase1Quorum: (members) => members.length * 2 >= right.acceptors.length,
      isPhase2Quorum: (members) => members.length * 2 >= right.acceptors.length,
    }),
  },
  {
    name: "the rows of a grid serve in both phases",
    bounds: { quorums: grid, ballots: 1, requests: [ask(0)] },
    shortest: { property: "learned implies chosen", steps: 9 },
    unsafeVote: null,
    storms: grid,
    believes: (right) => ({ ...right, isPhase2Quorum: right.isPhase1Quorum }),
  },
  {
    name: "the proposer is content with a phase-2 quorum in phase 1",
    bounds: { quorums: easyToAccept, ballots: 2 },
    shortest: { property: "at most one value is chosen", steps: 8 },
    unsafeVote: 4,
    storms: flexible(nodes(5), { phase1: 4, phase2: 2 }),
    believes: (right) => ({ ...right, isPhase1Quorum: right.isPhase2Quorum }),
  },
  {
    name: "the learner is content with a phase-1 quorum",
    bounds: { quorums: easyToPrepare, ballots: 1, requests: [ask(0)] },
    shortest: { property: "learned implies chosen", steps: 5 },
    unsafeVote: null,
    storms: flexible(nodes(5), { phase1: 2, phase2: 4 }),
    believes: (right) => ({ ...right, isPhase2Quorum: right.isPhase1Quorum }),
  },
];
