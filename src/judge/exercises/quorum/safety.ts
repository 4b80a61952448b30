import { nodes, type QuorumSystem } from "../../../core/index.ts";
import {
  singleDecree,
  singleDecreePhrases,
  type SingleDecree,
} from "../../../protocols/single-decree/index.ts";
import { singleDecreeSafety } from "../../../scenarios/index.ts";
import type { Model } from "../../../check/index.ts";
import { separateRoles } from "../../../verify/index.ts";
import type { Case } from "../../exercise.ts";
import { exhaust } from "../../exhaust.ts";
import type { QuorumModule } from "./port.ts";

/** Paxos among so many acceptors, of whom any `size` are taken for enough. */
function paxosOf(count: number, size: number): Model<SingleDecree<string>> {
  const isEnough = (members: readonly number[]): boolean => members.length >= size;
  const quorums: QuorumSystem = {
    name: `${size} of ${count}`,
    acceptors: nodes(count),
    isPhase1Quorum: isEnough,
    isPhase2Quorum: isEnough,
  };
  const model = separateRoles({
    acceptors: count,
    proposers: 2,
    ballots: 2,
    nacks: "unsaid",
    acceptorsAre: "alike",
  });
  const learner = (model.nodes as readonly string[]).length - 1;
  return {
    ...model,
    protocol: singleDecree<string>({ quorums, learners: [learner] }),
    properties: singleDecreeSafety(quorums),
  };
}

const isSafe: Case<QuorumModule> = {
  name: "keeps a corporation of four from choosing two plans",
  points: 2,
  why: "This is what all the counting is for: four ward offices, two plans, and no run of Paxos in which your majorities choose both.",
  run(module) {
    const size = module.majoritySize(4);
    return exhaust(paxosOf(4, size), singleDecreePhrases);
  },
};

export const quorumSafety: readonly Case<QuorumModule>[] = [isSafe];
