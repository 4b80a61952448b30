import { broadcast, majority, nodes } from "../../../src/core/index.ts";
import { proposerRole } from "../../../src/protocols/single-decree/index.ts";
import { ask, easyToAccept, easyToPrepare } from "./bounds.ts";
import { oneMore } from "./quorums.ts";
import type { Mutant } from "./variant.ts";

const proposer = proposerRole<string>();

/** Proposers that lead a ballot which is not theirs to lead, or not yet. */
export const proposerBallotMutants: readonly Mutant[] = [
  {
    name: "the proposer begins again with round 1 for every new request",
    bounds: {
      quorums: easyToPrepare,
      ballots: 1,
      requests: [ask(0, "plan A"), ask(0, "plan B")],
      crashes: 1,
    },
    shortest: { property: "at most one value is chosen", steps: 12 },
    unsafeVote: 9,
    roles: {
      proposer: {
        ...proposer,
        onPropose: (state, value, context) => proposer.onPropose({ ...state, highest: null }, value, context),
      },
    },
  },
  {
    name: "two proposers may lead the same ballot",
    bounds: { quorums: easyToAccept, ballots: 1, requests: [ask(0), ask(1)] },
    shortest: { property: "at most one value is chosen", steps: 12 },
    unsafeVote: 12,
    roles: {
      proposer: {
        ...proposer,
        onPropose: (state, value, context) => proposer.onPropose(state, value, { ...context, self: 0 }),
        onRetry: (state, context) => proposer.onRetry(state, { ...context, self: 0 }),
      },
    },
  },
  {
    name: "the proposer tries the same ballot again",
    bounds: { quorums: easyToPrepare, ballots: 2, timers: "any moment", attempts: 2 },
    shortest: { property: "at most one value is chosen", steps: 14 },
    unsafeVote: 12,
    roles: {
      proposer: {
        ...proposer,
        onRetry(state, context) {
          const { phase } = state;
          if (phase.kind === "idle") return proposer.onRetry(state, context);
          const { round, node } = phase.ballot;
          return proposer.onRetry({ ...state, highest: { round: round - 1, node } }, context);
        },
      },
    },
  },
  {
    name: "the proposer skips phase 1 when it tries again",
    bounds: { quorums: easyToAccept, ballots: 3 },
    shortest: { property: "at most one value is chosen", steps: 9 },
    unsafeVote: 3,
    roles: {
      proposer: {
        ...proposer,
        onRetry(state, context) {
          const { state: next, effects } = proposer.onRetry(state, context);
          if (next.phase.kind !== "preparing" || next.task === null) return { state: next, effects };
          const { ballot } = next.phase;
          const { value } = next.task;
          return {
            state: { ...next, phase: { kind: "accepting", ballot, value } },
            effects: [
              ...effects.filter(({ kind }) => kind !== "send"),
              ...broadcast(context.quorums.acceptors, { kind: "accept" as const, ballot, value }),
            ],
          };
        },
      },
    },
  },
  {
    name: "the proposer counts promises, not acceptors",
    bounds: { quorums: easyToAccept, ballots: 2, duplicates: 1 },
    shortest: { property: "at most one value is chosen", steps: 11 },
    unsafeVote: 5,
    // Of three, two promises of one other node make no quorum that its own and one other would not.
    storms: majority(nodes(5)),
    roles: {
      proposer: {
        ...proposer,
        onPromise(state, from, message, context) {
          const nth = state.phase.kind === "preparing" ? state.phase.promises.length : from;
          return proposer.onPromise(state, nth, message, context);
        },
      },
    },
  },
  {
    name: "the proposer counts promises made for its earlier ballots",
    bounds: { quorums: easyToAccept, ballots: 3 },
    shortest: { property: "at most one value is chosen", steps: 13 },
    unsafeVote: 7,
    roles: {
      proposer: {
        ...proposer,
        onPromise(state, from, message, context) {
          const ballot = state.phase.kind === "preparing" ? state.phase.ballot : message.ballot;
          return proposer.onPromise(state, from, { ...message, ballot }, context);
        },
      },
    },
  },
  {
    name: "the proposer takes a refusal for a promise",
    bounds: { quorums: easyToAccept, ballots: 3 },
    shortest: { property: "at most one value is chosen", steps: 14 },
    unsafeVote: 14,
    node: (right) => ({
      ...right,
      step(state, input, context) {
        if (input.kind !== "message" || input.message.kind !== "nack")
          return right.step(state, input, context);
        const { ballot } = input.message;
        const message = { kind: "promise", ballot, accepted: null } as const;
        return right.step(state, { ...input, message }, context);
      },
    }),
  },
  {
    name: "the proposer is content with one promise too few",
    bounds: { quorums: easyToAccept, ballots: 2 },
    shortest: { property: "at most one value is chosen", steps: 8 },
    unsafeVote: 4,
    roles: {
      proposer: {
        ...proposer,
        onPromise: (state, from, message, context) =>
          proposer.onPromise(state, from, message, { ...context, quorums: oneMore(context.quorums) }),
      },
    },
  },
];
