import type { Ballot } from "../../../src/core/index.ts";
import { acceptorRole, type AcceptorState } from "../../../src/protocols/single-decree/index.ts";
import { easyToAccept, easyToPrepare, primary } from "./bounds.ts";
import { remembering, withEffects } from "./effects.ts";
import type { Mutant } from "./variant.ts";

const acceptor = acceptorRole<string>();
type State = AcceptorState<string>;

/** Promised any ballot of this round, it takes this one for promised. */
const blurred = (state: State, ballot: Ballot): State =>
  state.promised?.round === ballot.round ? { ...state, promised: ballot } : state;

/** Acceptors that break the word they gave, or do not give their whole word. */
export const acceptorMutants: readonly Mutant[] = [
  {
    name: "the acceptor accepts whatever it has promised",
    bounds: { quorums: easyToAccept, ballots: 2 },
    shortest: { property: "at most one value is chosen", steps: 12 },
    unsafeVote: 8,
    roles: {
      acceptor: {
        ...acceptor,
        onAccept: (state, from, message, learners) =>
          acceptor.onAccept({ ...state, promised: null }, from, message, learners),
      },
    },
  },
  {
    name: "the acceptor promises whatever it has promised",
    bounds: { quorums: easyToAccept, ballots: 2 },
    shortest: { property: "at most one value is chosen", steps: 12 },
    unsafeVote: 8,
    roles: {
      acceptor: {
        ...acceptor,
        onPrepare: (state, from, message) => acceptor.onPrepare({ ...state, promised: null }, from, message),
      },
    },
  },
  {
    // Survives every schedule of two ballots: the third one reads what should not have been overwritten.
    name: "to accept does not raise the promise",
    bounds: { quorums: easyToPrepare, ballots: 3, deadMessages: "left out" },
    shortest: { property: "at most one value is chosen", steps: 14 },
    unsafeVote: 8,
    roles: {
      acceptor: {
        ...acceptor,
        onAccept: (state, from, message, learners) =>
          remembering(acceptor.onAccept(state, from, message, learners), (next) => ({
            ...next,
            promised: state.promised,
          })),
      },
    },
  },
  {
    name: "the acceptor tells rounds apart, and not ballots of one round",
    bounds: { quorums: easyToAccept, ballots: 2 },
    shortest: { property: "at most one value is chosen", steps: 12 },
    unsafeVote: 8,
    roles: {
      acceptor: {
        ...acceptor,
        onPrepare: (state, from, message) =>
          acceptor.onPrepare(blurred(state, message.ballot), from, message),
        onAccept: (state, from, message, learners) =>
          acceptor.onAccept(blurred(state, message.ballot), from, message, learners),
      },
    },
  },
  {
    name: "the promise does not report what was accepted",
    bounds: { quorums: easyToAccept, ballots: 2 },
    shortest: { property: "at most one value is chosen", steps: 12 },
    unsafeVote: 12,
    roles: {
      acceptor: {
        ...acceptor,
        onPrepare: (state, from, message) =>
          withEffects(acceptor.onPrepare(state, from, message), (effects) =>
            effects.map((effect) =>
              effect.kind === "send" && effect.message.kind === "promise"
                ? { ...effect, message: { ...effect.message, accepted: null } }
                : effect,
            ),
          ),
      },
    },
  },
  {
    name: "the promise reports what was accepted as if it had been at the promised ballot",
    bounds: { quorums: primary, ballots: 3 },
    shortest: { property: "at most one value is chosen", steps: 14 },
    unsafeVote: 14,
    roles: {
      acceptor: {
        ...acceptor,
        onPrepare: (state, from, message) =>
          withEffects(acceptor.onPrepare(state, from, message), (effects) =>
            effects.map((effect) =>
              effect.kind === "send" && effect.message.kind === "promise" && effect.message.accepted !== null
                ? {
                    ...effect,
                    message: {
                      ...effect.message,
                      accepted: { ...effect.message.accepted, ballot: message.ballot },
                    },
                  }
                : effect,
            ),
          ),
      },
    },
  },
  {
    name: "to promise is to forget what was accepted",
    bounds: { quorums: easyToAccept, ballots: 3 },
    shortest: { property: "at most one value is chosen", steps: 14 },
    unsafeVote: 14,
    roles: {
      acceptor: {
        ...acceptor,
        onPrepare: (state, from, message) =>
          remembering(acceptor.onPrepare(state, from, message), (next) => ({ ...next, accepted: null })),
      },
    },
  },
  {
    name: "the acceptor remembers the first proposal it accepted, not the last",
    bounds: { quorums: easyToPrepare, ballots: 3, deadMessages: "left out" },
    shortest: { property: "at most one value is chosen", steps: 14 },
    unsafeVote: 12,
    roles: {
      acceptor: {
        ...acceptor,
        onAccept: (state, from, message, learners) =>
          remembering(acceptor.onAccept(state, from, message, learners), (next) => ({
            ...next,
            accepted: state.accepted ?? next.accepted,
          })),
      },
    },
  },
  {
    name: "the acceptor remembers a proposal as accepted before it looks whether it may accept it",
    bounds: { quorums: easyToAccept, ballots: 3 },
    shortest: { property: "at most one value is chosen", steps: 18 },
    unsafeVote: 18,
    roles: {
      acceptor: {
        ...acceptor,
        onAccept(state, from, message, learners) {
          const { ballot, value } = message;
          return acceptor.onAccept({ ...state, accepted: { ballot, value } }, from, message, learners);
        },
      },
    },
  },
];
