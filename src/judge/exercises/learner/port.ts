import type { NodeId } from "../../../core/index.ts";
import type { Decision, LearnerRole, LearnerState } from "../../../protocols/single-decree/index.ts";
import type { Port } from "../../port.ts";
import { quorumSystem, type QuorumPlan } from "../../quorum-plan.ts";

export interface LearnerModule {
  readonly learnerRole: () => LearnerRole<string>;
}

type State = LearnerState<string>;

export interface LearnerCalls {
  initial(): State;
  onAccepted(state: State, from: NodeId, accepted: Decision<string>, quorums: QuorumPlan): State;
  onChosen(state: State, chosen: Decision<string>): State;
}

export const learnerPort: Port<LearnerModule, LearnerCalls> = {
  file: "learner.ts",
  exports: ["learnerRole"],
  calls: {
    initial: ({ learnerRole }) => learnerRole().initial,
    onAccepted: ({ learnerRole }, state, from, { ballot, value }, quorums) =>
      learnerRole().onAccepted(state, from, { kind: "accepted", ballot, value }, quorumSystem(quorums)),
    onChosen: ({ learnerRole }, state, { ballot, value }) =>
      learnerRole().onChosen(state, { kind: "chosen", ballot, value }),
  },
  provides: {
    "paxoslab/core": ["compareBallots", "isAbove", "sameBallot", "sameData", "formatBallot", "withNode"],
  },
};
