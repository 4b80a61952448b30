import { broadcast, isAbove, sameBallot, unchanged } from "../../../src/core/index.ts";
import {
  acceptorRole,
  learnerRole,
  proposerRole,
  type AcceptorState,
  type AcceptorTransition,
  type ProposerState,
  type ProposerTransition,
} from "../../../src/protocols/single-decree/index.ts";
import { twice, withEffects, withoutNacks } from "./effects.ts";
import type { Variant } from "./variant.ts";

const acceptor = acceptorRole<string>();
const proposer = proposerRole<string>();
const learner = learnerRole<string>();

/** The answer, with all that the acceptor knows on disk before it is given. */
const writtenFirst = ({ state, effects }: AcceptorTransition<string>): AcceptorTransition<string> => ({
  state,
  effects: [{ kind: "persist", value: state }, ...effects.filter(({ kind }) => kind !== "persist")],
});

/** A new attempt, with what was reported to the last one: what was safe to propose then is so now. */
function keepingReports(
  { phase }: ProposerState<string>,
  { state: next, effects }: ProposerTransition<string>,
): ProposerTransition<string> {
  if (phase.kind !== "preparing" || next.phase.kind !== "preparing") return { state: next, effects };
  return {
    state: { ...next, phase: { ...next.phase, highestAccepted: phase.highestAccepted } },
    effects,
  };
}

/** Unusual and right: a suite that fails these asks for more than consensus. */
export const rightVariants: readonly Variant[] = [
  {
    name: "the acceptor accepts only at the very ballot it promised",
    roles: {
      acceptor: {
        ...acceptor,
        onAccept: (state, from, message, learners) =>
          state.promised !== null && sameBallot(state.promised, message.ballot)
            ? acceptor.onAccept(state, from, message, learners)
            : unchanged(state),
      },
    },
  },
  {
    name: "the acceptor never says no",
    roles: {
      acceptor: {
        ...acceptor,
        onPrepare: (state, from, message) =>
          withEffects(acceptor.onPrepare(state, from, message), withoutNacks),
        onAccept: (state, from, message, learners) =>
          withEffects(acceptor.onAccept(state, from, message, learners), withoutNacks),
      },
    },
  },
  {
    name: "the acceptor says everything twice",
    roles: {
      acceptor: {
        ...acceptor,
        onPrepare: (state, from, message) => withEffects(acceptor.onPrepare(state, from, message), twice),
        onAccept: (state, from, message, learners) =>
          withEffects(acceptor.onAccept(state, from, message, learners), twice),
      },
    },
  },
  {
    // The promise is true: who takes part in nothing below 2.0 takes part in nothing below 1.0 either.
    name: "the acceptor promises a lower ballot too, and keeps its higher promise",
    roles: {
      acceptor: {
        ...acceptor,
        onPrepare(state, from, message) {
          if (state.promised === null || !isAbove(state.promised, message.ballot)) {
            return acceptor.onPrepare(state, from, message);
          }
          const asked: AcceptorState<string> = { ...state, promised: message.ballot };
          return { state, effects: acceptor.onPrepare(asked, from, message).effects };
        },
      },
    },
  },
  {
    name: "the acceptor writes all it knows to disk before it says anything, even no",
    roles: {
      acceptor: {
        ...acceptor,
        onPrepare: (state, from, message) => writtenFirst(acceptor.onPrepare(state, from, message)),
        onAccept: (state, from, message, learners) =>
          writtenFirst(acceptor.onAccept(state, from, message, learners)),
      },
    },
  },
  {
    name: "the proposer waits for the promises of all acceptors",
    roles: {
      proposer: {
        ...proposer,
        onPromise: (state, from, message, context) =>
          proposer.onPromise(state, from, message, {
            ...context,
            quorums: {
              ...context.quorums,
              isPhase1Quorum: (members) => members.length === context.quorums.acceptors.length,
            },
          }),
      },
    },
  },
  {
    name: "the proposer keeps in mind what was reported to its earlier ballots",
    roles: {
      proposer: {
        ...proposer,
        onRetry: (state, context) => keepingReports(state, proposer.onRetry(state, context)),
      },
    },
  },
  {
    name: "the proposer asks to accept once more when a promise comes late",
    roles: {
      proposer: {
        ...proposer,
        onPromise(state, from, message, context) {
          const { phase } = state;
          if (phase.kind !== "accepting" || !sameBallot(phase.ballot, message.ballot)) {
            return proposer.onPromise(state, from, message, context);
          }
          const { ballot, value } = phase;
          return { state, effects: broadcast([from], { kind: "accept" as const, ballot, value }) };
        },
      },
    },
  },
  {
    name: "the learner forgets what it heard of lower ballots when it hears of a higher one",
    roles: {
      learner: {
        ...learner,
        onAccepted(state, from, message, quorums) {
          const votes = state.votes.filter(({ ballot }) => !isAbove(message.ballot, ballot));
          const known = votes.length === state.votes.length ? state : { ...state, votes };
          return learner.onAccepted(known, from, message, quorums);
        },
      },
    },
  },
];
