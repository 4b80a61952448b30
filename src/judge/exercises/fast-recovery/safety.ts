import { nodes } from "../../../core/index.ts";
import { fastPaxosPhrases } from "../../../protocols/fast-paxos/index.ts";
import { fastPaxosModel } from "../../../verify/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import { exhaust } from "../../exhaust.ts";
import { fastQuorums, type FastPlan, type FastRecoveryCalls } from "./port.ts";

const acceptors = nodes(3);

/** Majorities in phase 1, and everybody in a fast round: what decides is who was not heard. */
const byMajority: FastPlan = { kind: "sizes", acceptors, sizes: { phase1: 2, classic: 2, fast: 3 } };
/** Everybody in phase 1, and majorities in a fast round: what decides is who voted for what. */
const byAll: FastPlan = { kind: "sizes", acceptors, sizes: { phase1: 3, classic: 1, fast: 2 } };

/** Two proposals, a fast round, and the classic round after it, in every order of events. */
function everyRun(module: FastRecoveryCalls, plan: FastPlan): Finding | null {
  const model = fastPaxosModel({
    quorums: fastQuorums(plan),
    rounds: 2,
    configuration: {
      rules: {
        pick: (reports, _quorums, isFast) => module.pick(reports, plan, [1, 2].filter(isFast)),
      },
    },
  });
  return exhaust(model, fastPaxosPhrases);
}

export const fastRecoverySafety: readonly Case<FastRecoveryCalls>[] = [
  {
    name: "chooses no two plans in any run in which whoever recovers hears from two of three",
    points: 2,
    why: "The one that was not heard may have made the drains unanimous. Then nothing but the drains may be asked for.",
    run: (module) => everyRun(module, byMajority),
  },
  {
    name: "nor in any in which it hears from all",
    points: 2,
    why: "Two of three have voted for the drains and one for the pumps, and a clerk has counted two already.",
    run: (module) => everyRun(module, byAll),
  },
];
