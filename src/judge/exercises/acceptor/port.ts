import type { Ballot, NodeId } from "../../../core/index.ts";
import type {
  AcceptorRole,
  AcceptorState,
  AcceptorTransition,
} from "../../../protocols/single-decree/index.ts";
import type { AnyPort, Port } from "../../port.ts";

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

/** How an acceptor is asked, whatever its module calls it. */
export function acceptorCalls<Module>(
  yourRole: (module: Module) => AcceptorRole<string>,
): Port<Module, AcceptorCalls>["calls"] {
  return {
    initial: (module) => yourRole(module).initial,
    onPrepare: (module, state, from, ballot) =>
      yourRole(module).onPrepare(state, from, { kind: "prepare", ballot }),
    onAccept: (module, state, from, { ballot, value }, learners) =>
      yourRole(module).onAccept(state, from, { kind: "accept", ballot, value }, learners),
  };
}

/** What an acceptor's code may need; nothing of it knows what is to be promised or written. */
export const acceptorProvisions: AnyPort["provides"] = {
  "paxoslab/core": [
    "broadcast",
    "unchanged",
    "compareBallots",
    "isAbove",
    "sameBallot",
    "highestBallot",
    "formatBallot",
    "sameData",
  ],
};

export const acceptorPort: Port<AcceptorModule, AcceptorCalls> = {
  file: "acceptor.ts",
  exports: ["acceptorRole"],
  calls: acceptorCalls(({ acceptorRole }) => acceptorRole()),
  provides: acceptorProvisions,
};
