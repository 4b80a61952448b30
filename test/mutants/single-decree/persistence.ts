import {
  acceptorRole,
  proposerRole,
  type Durable,
  type NodeState,
} from "../../../src/protocols/single-decree/index.ts";
import type { Protocol } from "../../../src/core/index.ts";
import { ask, easyToAccept, easyToPrepare } from "./bounds.ts";
import { persistLast, withEffects, withoutPersist, writing } from "./effects.ts";
import type { Mutant, V } from "./variant.ts";

const acceptor = acceptorRole<string>();
const proposer = proposerRole<string>();

/** A node that takes something else for what its disk holds. */
const reading =
  (change: (disk: Durable<string>) => Durable<string> | null) =>
  (right: Protocol<V>): Protocol<V> => ({
    ...right,
    step: (state, input, context) =>
      input.kind === "start" && input.persisted !== null
        ? right.step(state, { ...input, persisted: change(input.persisted) }, context)
        : right.step(state, input, context),
  });

/** Nodes that forget in a crash what others rely on. */
export const persistenceMutants: readonly Mutant[] = [
  {
    name: "the promise is not written to disk",
    bounds: { quorums: easyToAccept, ballots: 2, crashes: 1 },
    shortest: { property: "at most one value is chosen", steps: 13 },
    unsafeVote: 9,
    roles: {
      acceptor: {
        ...acceptor,
        onPrepare: (state, from, message) =>
          withEffects(acceptor.onPrepare(state, from, message), withoutPersist),
      },
    },
  },
  {
    name: "the acceptance is not written to disk",
    bounds: { quorums: easyToAccept, ballots: 2, crashes: 1 },
    shortest: { property: "at most one value is chosen", steps: 14 },
    unsafeVote: 14,
    roles: {
      acceptor: {
        ...acceptor,
        onAccept: (state, from, message, learners) =>
          withEffects(acceptor.onAccept(state, from, message, learners), withoutPersist),
      },
    },
  },
  {
    name: "the acceptor speaks before it writes",
    bounds: { quorums: easyToAccept, ballots: 2, crashes: 1 },
    shortest: { property: "at most one value is chosen", steps: 13 },
    unsafeVote: 9,
    roles: {
      acceptor: {
        ...acceptor,
        onPrepare: (state, from, message) =>
          withEffects(acceptor.onPrepare(state, from, message), persistLast),
        onAccept: (state, from, message, learners) =>
          withEffects(acceptor.onAccept(state, from, message, learners), persistLast),
      },
    },
  },
  {
    name: "the ballot of an acceptance is written to disk, its value is not",
    bounds: { quorums: easyToAccept, ballots: 2, crashes: 1 },
    shortest: { property: "at most one value is chosen", steps: 14 },
    unsafeVote: 14,
    roles: {
      acceptor: {
        ...acceptor,
        onAccept: (state, from, message, learners) =>
          writing(acceptor.onAccept(state, from, message, learners), (written) => ({
            ...written,
            accepted: state.accepted,
          })),
      },
    },
  },
  {
    name: "to accept raises the promise in memory only",
    bounds: {
      quorums: easyToPrepare,
      ballots: 3,
      requests: [ask(0, "plan A"), ask(0, "plan B"), ask(1)],
      refusals: "unsaid",
      crashes: 1,
    },
    shortest: { property: "at most one value is chosen", steps: 15 },
    unsafeVote: 9,
    roles: {
      acceptor: {
        ...acceptor,
        onAccept: (state, from, message, learners) =>
          writing(acceptor.onAccept(state, from, message, learners), (written) => ({
            ...written,
            promised: state.promised,
          })),
      },
    },
  },
  {
    name: "the proposer does not write down which ballot it leads",
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
        onPropose: (state, value, context) =>
          withEffects(proposer.onPropose(state, value, context), withoutPersist),
        onRetry: (state, context) => withEffects(proposer.onRetry(state, context), withoutPersist),
      },
    },
  },
  {
    name: "what the proposer writes replaces what the acceptor wrote",
    bounds: {
      quorums: easyToAccept,
      ballots: 3,
      requests: [ask(0, "plan A"), ask(0, "plan B"), ask(1)],
      crashes: 1,
    },
    shortest: { property: "at most one value is chosen", steps: 14 },
    unsafeVote: 14,
    node: (right) => ({
      ...right,
      step(state, input, context) {
        const { state: next, effects } = right.step(state, input, context);
        if (input.kind !== "request" && input.kind !== "timer") return { state: next, effects };
        const blank: NodeState<string>["acceptor"] = acceptor.initial;
        return {
          state: next,
          effects: effects.map((effect) =>
            effect.kind === "persist" ? { ...effect, value: { ...effect.value, acceptor: blank } } : effect,
          ),
        };
      },
    }),
  },
  {
    name: "a restarted node does not read its disk",
    bounds: { quorums: easyToAccept, ballots: 2, crashes: 1 },
    shortest: { property: "at most one value is chosen", steps: 13 },
    unsafeVote: 9,
    node: reading(() => null),
  },
  {
    name: "a restarted acceptor takes the ballot it last accepted for the one it last promised",
    bounds: { quorums: easyToAccept, ballots: 2, crashes: 1 },
    shortest: { property: "at most one value is chosen", steps: 13 },
    unsafeVote: 9,
    node: reading((disk) => ({
      ...disk,
      acceptor: { ...disk.acceptor, promised: disk.acceptor.accepted?.ballot ?? null },
    })),
  },
];
