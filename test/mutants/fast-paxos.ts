import { nodes } from "../../src/core/index.ts";
import {
  fastPaxosQuorums,
  uncheckedSizes,
  type Configuration,
  type FastQuorums,
  type Report,
} from "../../src/protocols/fast-paxos/index.ts";
import type { FastBounds } from "../../src/verify/index.ts";

/** Fast Paxos with one thing done otherwise, and the small world that shows what comes of it. */
export interface FastVariant {
  readonly name: string;
  readonly world: FastBounds;
}

/** A planted bug: what breaks first, and in how many steps at least. */
export interface FastMutant extends FastVariant {
  readonly shortest: { readonly property: string; readonly steps: number };
}

const four = fastPaxosQuorums(nodes(4));
const three = fastPaxosQuorums(nodes(3));

const inWorld = (
  quorums: FastQuorums,
  configuration: Partial<Configuration<string>>,
  rounds = 2,
): FastBounds => ({
  quorums,
  rounds,
  configuration,
});

const lastVotes = (reports: readonly Report<string>[]): readonly Report<string>[] => {
  const k = Math.max(...reports.map(({ vrnd }) => vrnd));
  return reports.filter(({ vrnd }) => vrnd === k && k > 0);
};

export const mutants: readonly FastMutant[] = [
  {
    name: "a majority is taken for a fast quorum",
    world: inWorld(three, { quorums: uncheckedSizes(nodes(3), { phase1: 2, classic: 2, fast: 2 }) }),
    shortest: { property: "learned implies chosen", steps: 5 },
  },
  {
    name: "the learner asks for a majority in fast rounds too",
    world: inWorld(four, {
      quorums: { ...four, isFastQuorum: (members) => members.length >= 2 },
    }),
    shortest: { property: "learned implies chosen", steps: 5 },
  },
  {
    name: "the coordinator recovers with a value of its own",
    world: inWorld(four, { rules: { pick: () => ({ kind: "value", value: "roads" }) } }),
    shortest: { property: "at most one value is chosen", steps: 12 },
  },
  {
    name: "after a collision any value that was voted for is taken",
    world: inWorld(four, {
      rules: {
        pick(reports) {
          const [vote] = lastVotes(reports);
          return vote === undefined ? { kind: "free" } : { kind: "value", value: vote.vval! };
        },
      },
    }),
    shortest: { property: "at most one value is chosen", steps: 14 },
  },
  {
    name: "an acceptor votes twice in a fast round",
    world: inWorld(four, { rules: { mayVote: ({ rnd }, round) => rnd <= round } }),
    shortest: { property: "at most one value is chosen", steps: 8 },
  },
  {
    name: "the learner counts the votes of a round, whatever they are for",
    world: inWorld(four, {
      rules: {
        choose(votes, quorums, isFast) {
          const voters = votes.flatMap(({ nodes }) => nodes);
          const isEnough = isFast ? quorums.isFastQuorum(voters) : quorums.isClassicQuorum(voters);
          return isEnough ? { value: votes[0]!.vval! } : null;
        },
      },
    }),
    shortest: { property: "learned implies chosen", steps: 8 },
  },
  {
    name: "any is sent although phase 1 has reported a vote",
    world: inWorld(three, { recovery: "new round", rules: { mayOpen: () => true } }),
    shortest: { property: "at most one value is chosen", steps: 17 },
  },
  {
    name: "phase 1 is believed with one report too few",
    world: inWorld(four, {
      quorums: { ...four, isPhase1Quorum: (members) => members.length >= 2 },
    }),
    shortest: { property: "at most one value is chosen", steps: 13 },
  },
];

export const rightVariants: readonly FastVariant[] = [
  { name: "Fast Paxos as it is", world: inWorld(four, {}) },
  {
    name: "recovery takes the value with most votes (right for four acceptors, whose quorums are all of three)",
    world: inWorld(four, {
      rules: {
        pick(reports) {
          const [most] = [...lastVotes(reports)].sort((a, b) => b.nodes.length - a.nodes.length);
          return most === undefined ? { kind: "free" } : { kind: "value", value: most.vval! };
        },
      },
    }),
  },
  {
    name: "acceptors recover by themselves",
    world: inWorld(three, { recovery: "uncoordinated" }),
  },
];
