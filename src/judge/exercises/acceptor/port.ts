import type { Ballot, NodeId } from "../../../core/index.ts";
import type {
  AcceptorRole,
  AcceptorState,
  AcceptorTransition,
} from "../../../protocols/single-decree/index.ts";
import type { Port } from "../../port.ts";

export interface AcceptorModule {
  readonly acceptorRole: () => AcceptorRole<string>;
}

export interface AcceptorCalls {
  initial(): AcceptorState<string>;
  onPrepare(state: AcceptorState<string>, from: NodeId, ballot: Ballot): AcceptorTransition<string>;
  onAccept(
    state: AcceptorState<string>,
    from: NodeId,
    proposal: { readonly ballot: Ballot; readonly value: string },
    learners: readonly NodeId[],
  ): AcceptorTransition<string>;
}

export const acceptorPort: Port<AcceptorModule, AcceptorCalls> = {
  file: "acceptor.ts",
  exports: ["acceptorRole"],
  calls: {
    initial: ({ acceptorRole }) => acceptorRole().initial,
    onPrepare: ({ acceptorRole }, state, from, ballot) =>
      acceptorRole().onPrepare(state, from, { kind: "prepare", ballot }),
    onAccept: ({ acceptorRole }, state, from, { ballot, value }, learners) =>
      acceptorRole().onAccept(state, from, { kind: "accept", ballot, value }, learners),
  },
  provides: {
    "paxoslab/core": [
      "broadcast",
      "unchanged",
      "compareBallots",
      "isAbove",
      "sameBallot",
      "highestBallot",
      "formatBallot",
    ],
  },
};
