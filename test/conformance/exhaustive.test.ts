import { describe, expect, it } from "vitest";
import { explore, vacuous } from "../../src/check/index.ts";
import {
  compareBallots,
  explicit,
  flexible,
  majority,
  nodes,
  type Ballot,
  type QuorumSystem,
} from "../../src/core/index.ts";
import { singleDecree, type SingleDecree } from "../../src/protocols/single-decree/index.ts";
import type { TwoPhaseCommit } from "../../src/protocols/two-phase-commit/index.ts";
import { modelNamed } from "../../src/verify/index.ts";
import type { Model } from "../../src/check/index.ts";
import { paxosCandidate } from "./single-decree.ts";
import { everythingIn, type World } from "./exhaustive.ts";

type V = SingleDecree<string>;

/** Paxos with a learner apart and two proposers among the acceptors, up to the given ballot. */
function paxos(
  name: string,
  quorums: QuorumSystem,
  highest: Ballot,
  others: Partial<World<V>> = {},
): World<V> {
  const learner = quorums.acceptors.length;
  return {
    candidate: paxosCandidate(name, learner + 1, quorums, singleDecree({ quorums, learners: [learner] })),
    bounds: `ballots up to ${highest.round}.${highest.node}`,
    proposers: [0, 1],
    listeners: [learner],
    timers: highest.round > 1 ? "any moment" : "off",
    within: {
      name: `ballots up to ${highest.round}.${highest.node}, refusals unsaid`,
      message: (message) => message.kind !== "nack" && compareBallots(message.ballot, highest) <= 0,
    },
    ...others,
  };
}

const second: Ballot = { round: 1, node: 1 };
const third: Ballot = { round: 2, node: 0 };

const grid = explicit({
  acceptors: nodes(4),
  phase1: [[0, 1], [2, 3]], // prettier-ignore
  phase2: [[0, 2], [1, 3]], // prettier-ignore
});

/** The distinguished learner is one of the acceptors, and tells everybody. */
function tellingLearner(): World<V> {
  const quorums = majority(nodes(3));
  const world = paxos("a majority of 3, one of them the distinguished learner", quorums, second);
  const protocol = singleDecree<string>({ quorums, learners: [2], audience: nodes(3) });
  return { ...world, candidate: { ...world.candidate, nodes: 3, protocol }, listeners: [] };
}

/** Every protocol that claims consensus, in worlds small enough to see all of. */
const worlds: readonly World<V>[] = [
  paxos("a majority of 3", majority(nodes(3)), second),
  paxos("a majority of 3", majority(nodes(3)), third),
  paxos("a majority of 3", majority(nodes(3)), second, {
    crashes: 1,
    bounds: "ballots up to 1.1, one crash",
  }),
  paxos("all of 3 to prepare, 1 to accept", flexible(nodes(3), { phase1: 3, phase2: 1 }), third),
  paxos("1 of 3 to prepare, all to accept", flexible(nodes(3), { phase1: 1, phase2: 3 }), second),
  paxos("a grid of 4: rows to prepare, columns to accept", grid, second),
  tellingLearner(),
];

describe.each(worlds)("single-decree Paxos with $candidate.name, $bounds", (world) => {
  it("breaks nothing in any run that there is", ({ annotate }) => {
    const report = explore(everythingIn(world));
    expect(report).toMatchObject({ ended: "exhausted", violation: null });
    expect(vacuous(report)).toEqual([]);
    return annotate(`${report.states.toLocaleString("en")} states, depth ${report.depth}`);
  });
});

/** What the same suite says of protocols that are no consensus. */
describe("in contrast", () => {
  it("whoever hears of a proposal first goes with it: two deliveries break agreement", () => {
    const { violation } = explore(modelNamed("naive-first-come"));
    expect(violation).toMatchObject({ property: "agreement" });
    expect(violation?.script).toHaveLength(4);
  });

  it("a majority that may be asked again breaks agreement", () => {
    const { violation } = explore(modelNamed("naive-majority"));
    expect(violation).toMatchObject({ property: "agreement" });
    expect(violation?.script).toHaveLength(11);
  });

  it("a majority that is asked once keeps agreement, and can get stuck without a decision", () => {
    const once = modelNamed("naive-majority", { ballots: 1, proposers: 3 });
    expect(explore(once)).toMatchObject({ ended: "exhausted", violation: null });
    const decided: NonNullable<typeof once.eventually>[number] = {
      name: "somebody decides",
      holds: ({ nodes: all }) => all.some(({ state }) => (state as { decided: unknown }).decided !== null),
    };
    const { violation } = explore({ ...once, eventually: [decided] });
    expect(violation).toMatchObject({ kind: "eventually", property: "somebody decides" });
  });

  it("two-phase commit keeps agreement, and all may wait for a coordinator that is gone", () => {
    const model = modelNamed("two-phase-commit") as unknown as Model<TwoPhaseCommit<string>>;
    const waiting: NonNullable<typeof model.sometimes>[number] = {
      name: "everybody is bound, and nobody alive knows the outcome",
      state: ({ nodes: [coordinator, ...participants] }) =>
        !coordinator!.isUp && participants.every(({ state }) => state?.participant.kind === "prepared"),
    };
    const report = explore({ ...model, sometimes: [waiting] });
    expect(report).toMatchObject({ ended: "exhausted", violation: null });
    expect(vacuous(report)).toEqual([]);
  });
});
