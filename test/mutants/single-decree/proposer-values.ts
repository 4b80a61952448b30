import { broadcast, isAbove, sameBallot } from "../../../src/core/index.ts";
import { proposerRole, type ProposerState } from "../../../src/protocols/single-decree/index.ts";
import { ask, easyToAccept, kite, primary, trio } from "./bounds.ts";
import type { Mutant } from "./variant.ts";

const proposer = proposerRole<string>();

type Preparing = Extract<ProposerState<string>["phase"], { kind: "preparing" }>;
type Report = Preparing["highestAccepted"];

/** The state with another opinion on what has been reported so far. */
const withReport = (
  state: ProposerState<string>,
  change: (reported: Report) => Report,
): ProposerState<string> =>
  state.phase.kind === "preparing"
    ? { ...state, phase: { ...state.phase, highestAccepted: change(state.phase.highestAccepted) } }
    : state;

/** Proposers that pick another value than the one they have to (P2c, *Paxos Made Simple*, section 2.2). */
export const proposerValueMutants: readonly Mutant[] = [
  {
    name: "the proposer insists on its own value",
    bounds: { quorums: easyToAccept, ballots: 2 },
    shortest: { property: "at most one value is chosen", steps: 12 },
    unsafeVote: 12,
    roles: {
      proposer: {
        ...proposer,
        onPromise: (state, from, message, context) =>
          proposer.onPromise(state, from, { ...message, accepted: null }, context),
      },
    },
  },
  {
    name: "the proposer adopts the first value reported",
    bounds: { quorums: primary, ballots: 3 },
    shortest: { property: "at most one value is chosen", steps: 14 },
    unsafeVote: 14,
    roles: {
      proposer: {
        ...proposer,
        onPromise(state, from, message, context) {
          const isFirst = state.phase.kind === "preparing" && state.phase.highestAccepted === null;
          const heeded = isFirst ? message : { ...message, accepted: null };
          return proposer.onPromise(state, from, heeded, context);
        },
      },
    },
  },
  {
    name: "the proposer adopts the last value reported",
    bounds: { quorums: kite, ballots: 3, refusals: "unsaid", deadMessages: "left out" },
    shortest: { property: "at most one value is chosen", steps: 16 },
    unsafeVote: 14,
    roles: {
      proposer: {
        ...proposer,
        onPromise: (state, from, message, context) =>
          proposer.onPromise(
            withReport(state, (reported) => (message.accepted === null ? reported : null)),
            from,
            message,
            context,
          ),
      },
    },
  },
  {
    name: "the proposer adopts the value reported at the lowest ballot",
    bounds: { quorums: primary, ballots: 3 },
    shortest: { property: "at most one value is chosen", steps: 14 },
    unsafeVote: 14,
    roles: {
      proposer: {
        ...proposer,
        onPromise(state, from, message, context) {
          const { accepted } = message;
          const lowest = (reported: Report): Report =>
            accepted !== null && reported !== null && isAbove(reported.ballot, accepted.ballot)
              ? null
              : reported;
          const known = withReport(state, lowest);
          const isLower = known.phase.kind === "preparing" && known.phase.highestAccepted === null;
          return proposer.onPromise(known, from, isLower ? message : { ...message, accepted: null }, context);
        },
      },
    },
  },
  {
    name: "the proposer, already asking to accept one value, hears of another and asks to accept that too",
    bounds: { quorums: trio, ballots: 2 },
    shortest: { property: "at most one value is chosen", steps: 17 },
    unsafeVote: 15,
    roles: {
      proposer: {
        ...proposer,
        onPromise(state, from, message, context) {
          const { phase } = state;
          const { accepted, ballot } = message;
          const isLate = phase.kind === "accepting" && sameBallot(phase.ballot, ballot);
          if (!isLate || accepted === null || accepted.value === phase.value) {
            return proposer.onPromise(state, from, message, context);
          }
          const { value } = accepted;
          return {
            state: { ...state, phase: { ...phase, value } },
            effects: broadcast(context.quorums.acceptors, { kind: "accept" as const, ballot, value }),
          };
        },
      },
    },
  },
  {
    name: "the proposer that may pick any value picks one that nobody has proposed",
    bounds: { quorums: easyToAccept, ballots: 1, requests: [ask(0)] },
    shortest: { property: "validity", steps: 7 },
    unsafeVote: null,
    roles: {
      proposer: {
        ...proposer,
        onPropose: (state, _, context) => proposer.onPropose(state, "a plan of its own", context),
      },
    },
  },
];
