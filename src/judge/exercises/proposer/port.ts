import type { Ballot, Duration, NodeId } from "../../../core/index.ts";
import {
  randomisedBackoff,
  type AcceptedProposal,
  type ProposerContext,
  type ProposerRole,
  type ProposerState,
  type ProposerTransition,
} from "../../../protocols/single-decree/index.ts";
import type { Port } from "../../port.ts";
import { quorumSystem, type QuorumPlan } from "../../quorum-plan.ts";

export interface ProposerModule {
  readonly proposerRole: () => ProposerRole<string>;
}

type State = ProposerState<string>;
type Transition = ProposerTransition<string>;

/** A proposer's context as plain data: its policy is {@link randomisedBackoff}. */
export interface Situation {
  readonly self: NodeId;
  readonly quorums: QuorumPlan;
  readonly retry: { readonly roundTrip: Duration; readonly cap: Duration };
}

export interface Report {
  readonly ballot: Ballot;
  readonly accepted: AcceptedProposal<string> | null;
}

export interface Refusal {
  readonly ballot: Ballot;
  readonly promised: Ballot;
}

export interface ProposerCalls {
  initial(): State;
  onPropose(state: State, value: string, situation: Situation): Transition;
  onPromise(state: State, from: NodeId, report: Report, situation: Situation): Transition;
  onNack(state: State, refusal: Refusal, situation: Situation): Transition;
  onRetry(state: State, situation: Situation): Transition;
  onLearned(state: State): Transition;
}

const contextOf = ({ self, quorums, retry }: Situation): ProposerContext => ({
  self,
  quorums: quorumSystem(quorums),
  retry: randomisedBackoff(retry),
});

export const proposerPort: Port<ProposerModule, ProposerCalls> = {
  file: "proposer.ts",
  exports: ["proposerRole"],
  calls: {
    initial: ({ proposerRole }) => proposerRole().initial,
    onPropose: ({ proposerRole }, state, value, situation) =>
      proposerRole().onPropose(state, value, contextOf(situation)),
    onPromise: ({ proposerRole }, state, from, { ballot, accepted }, situation) =>
      proposerRole().onPromise(state, from, { kind: "promise", ballot, accepted }, contextOf(situation)),
    onNack: ({ proposerRole }, state, { ballot, promised }, situation) =>
      proposerRole().onNack(state, { kind: "nack", ballot, promised }, contextOf(situation)),
    onRetry: ({ proposerRole }, state, situation) => proposerRole().onRetry(state, contextOf(situation)),
    onLearned: ({ proposerRole }, state) => proposerRole().onLearned(state),
  },
  provides: {
    "paxoslab/core": [
      "broadcast",
      "unchanged",
      "compareBallots",
      "isAbove",
      "sameBallot",
      "highestBallot",
      "nextBallot",
      "formatBallot",
      "withNode",
    ],
  },
};
