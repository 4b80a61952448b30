import { nodes } from "../../../core/index.ts";
import { fastPaxosPhrases, uncheckedSizes } from "../../../protocols/fast-paxos/index.ts";
import { fastPaxosModel } from "../../../verify/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import { exhaust } from "../../exhaust.ts";
import type { FastQuorumModule } from "./port.ts";

/** Fast Paxos among three wards, with fast quorums as the module makes them beside phase-1 quorums of this size. */
function everyRun(module: FastQuorumModule, phase1: number): Finding | null {
  const fast = module.leastFast(3, phase1);
  const quorums = uncheckedSizes(nodes(3), { phase1, classic: 4 - phase1, fast });
  return exhaust(fastPaxosModel({ quorums, rounds: 2 }), fastPaxosPhrases);
}

const isSafe: Case<FastQuorumModule> = {
  name: "chooses no two plans in any run of three wards, and still chooses one",
  points: 2,
  why: "This is what all the counting is for: a fast round in which wards vote for different plans, a classic round after it, and one truth in the end.",
  run: (module, random) => everyRun(module, random.pick([2, 3])),
};

export const fastQuorumSafety: readonly Case<FastQuorumModule>[] = [isSafe];
