import type { Model } from "../../../check/index.ts";
import { nodes, type NodeSet, type QuorumSystem } from "../../../core/index.ts";
import {
  singleDecree,
  singleDecreePhrases,
  type SingleDecree,
} from "../../../protocols/single-decree/index.ts";
import { singleDecreeSafety } from "../../../scenarios/index.ts";
import { separateRoles } from "../../../verify/index.ts";
import type { Case } from "../../exercise.ts";
import { exhaust } from "../../exhaust.ts";
import type { FlexibleQuorumModule, Listed } from "./port.ts";

type FlexibleCase = Case<FlexibleQuorumModule>;

/** Paxos with these quorums, whatever comes of it: the lab's own `flexible` would refuse some. */
function paxosWith(quorums: QuorumSystem): Model<SingleDecree<string>> {
  const count = quorums.acceptors.length;
  const model = separateRoles({ acceptors: count, proposers: 2, ballots: 2, nacks: "unsaid" });
  const learner = (model.nodes as readonly string[]).length - 1;
  return {
    ...model,
    protocol: singleDecree<string>({ quorums, learners: [learner] }),
    properties: singleDecreeSafety(quorums),
  };
}

const bySize = (count: number, phase1: number, phase2: number): QuorumSystem => ({
  name: `${phase1} and ${phase2} of ${count}`,
  acceptors: nodes(count),
  isPhase1Quorum: (members) => members.length >= phase1,
  isPhase2Quorum: (members) => members.length >= phase2,
});

const byList = (count: number, { phase1, phase2 }: Listed): QuorumSystem => {
  const has = (list: readonly NodeSet[], members: NodeSet): boolean =>
    list.some((quorum) => quorum.every((node) => members.includes(node)));
  return {
    name: "listed",
    acceptors: nodes(count),
    isPhase1Quorum: (members) => has(phase1, members),
    isPhase2Quorum: (members) => has(phase2, members),
  };
};

const sizesAreSafe: FlexibleCase = {
  name: "chooses no two plans in any run of three wards with quorums of its sizes",
  points: 2,
  why: "This is what the meeting is for: two leaders, a ballot for each, every order of events, and one plan.",
  run: (module, random) => {
    const phase1 = random.pick([1, 3]);
    return exhaust(paxosWith(bySize(3, phase1, module.leastPhase2(3, phase1))), singleDecreePhrases);
  },
};

const gridIsSafe: FlexibleCase = {
  name: "nor in any run of two rows of two",
  points: 2,
  why: "Four wards, and two of them are enough for everything, though they are no majority.",
  run: (module) => exhaust(paxosWith(byList(4, module.grid(2, 2))), singleDecreePhrases),
};

export const flexibleQuorumSafety: readonly FlexibleCase[] = [sizesAreSafe, gridIsSafe];
