import { learnerRole } from "../../../src/protocols/single-decree/index.ts";
import { ask, easyToPrepare, trio } from "./bounds.ts";
import { oneMore } from "./quorums.ts";
import type { Mutant } from "./variant.ts";

const learner = learnerRole<string>();

/** Learners that announce what has not been chosen. */
export const learnerMutants: readonly Mutant[] = [
  {
    name: "the learner is content with one acceptor too few",
    bounds: { quorums: easyToPrepare, ballots: 1, requests: [ask(0)] },
    shortest: { property: "learned implies chosen", steps: 5 },
    unsafeVote: null,
    roles: {
      learner: {
        ...learner,
        onAccepted: (state, from, message, quorums) =>
          learner.onAccepted(state, from, message, oneMore(quorums)),
      },
    },
  },
  {
    name: "the learner counts acceptances, not acceptors",
    bounds: { quorums: easyToPrepare, ballots: 1, duplicates: 1, requests: [ask(0)] },
    shortest: { property: "learned implies chosen", steps: 7 },
    unsafeVote: null,
    roles: {
      learner: {
        ...learner,
        onAccepted(state, _, message, quorums) {
          const nth = state.votes.find(({ ballot }) => ballot.round === message.ballot.round)?.acceptors
            .length;
          return learner.onAccepted(state, nth ?? 0, message, quorums);
        },
      },
    },
  },
  {
    name: "the learner adds up acceptances at different ballots",
    bounds: { quorums: trio, ballots: 2 },
    shortest: { property: "learned implies chosen", steps: 14 },
    unsafeVote: null,
    roles: {
      learner: {
        ...learner,
        onAccepted: (state, from, message, quorums) =>
          learner.onAccepted(state, from, { ...message, ballot: { round: 0, node: 0 } }, quorums),
      },
    },
  },
];
