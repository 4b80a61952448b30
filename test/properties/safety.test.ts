import { describe, expect, it } from "vitest";
import {
  majority,
  nodes,
  type NodeSet,
  type NodeId,
  type Observation,
  type Property,
} from "../../src/core/index.ts";
import {
  agreement,
  learnedIsChosen,
  oneValueChosen,
  refinesVoting,
  validity,
} from "../../src/properties/index.ts";
import { promiseIn, voteIn, type SingleDecree } from "../../src/protocols/single-decree/index.ts";

type V = SingleDecree<unknown>;

interface Observed {
  readonly node: NodeId;
  readonly event: Observation<V>;
}

const ballot = (round: number) => ({ round, node: 0 });

const decides = (node: NodeId, value: unknown): Observed => ({
  node,
  event: { kind: "decide", decision: { value, ballot: ballot(1) } },
});
const asks = (node: NodeId, value: unknown): Observed => ({
  node,
  event: { kind: "request", request: { kind: "propose", value } },
});
const votes = (round: number, value: unknown, ...voters: readonly NodeId[]): readonly Observed[] =>
  voters.map((node) => ({
    node,
    event: { kind: "send", to: 0, message: { kind: "accepted", ballot: ballot(round), value } },
  }));

const promises = (round: number, ...voters: readonly NodeId[]): readonly Observed[] =>
  voters.map((node) => ({
    node,
    event: { kind: "send", to: 0, message: { kind: "promise", ballot: ballot(round), accepted: null } },
  }));

/** The first complaint about this course of events, if any. */
function complaint<M>(property: Property<V, M>, ...observed: readonly Observed[]): string | null {
  let memory = property.initial;
  for (const { node, event } of observed) {
    memory = property.observe(memory, node, event);
    const problem = property.violation(memory);
    if (problem !== null) return problem;
  }
  return null;
}

const quorums = majority(nodes(3));

const lens = {
  quorums,
  voteIn: voteIn<unknown>,
  promiseIn: promiseIn<unknown>,
  isChosenBy: (voters: NodeSet) => quorums.isPhase2Quorum(voters),
};

describe("agreement", () => {
  it("holds while all decide the same, compared as data", () => {
    expect(complaint(agreement<V>(), decides(0, { crore: 500 }), decides(1, { crore: 500 }))).toBeNull();
  });

  it("is broken by two nodes, or by one that changes its mind", () => {
    expect(complaint(agreement<V>(), decides(0, "drains"), decides(1, "roads"))).toBe(
      'node 1 decided "roads" after "drains" had been decided',
    );
    expect(complaint(agreement<V>(), decides(0, "drains"), decides(0, "roads"))).not.toBeNull();
  });
});

describe("validity", () => {
  it("holds for a value that somebody proposed, whoever decides it", () => {
    expect(complaint(validity<V>(), asks(2, "drains"), decides(0, "drains"))).toBeNull();
  });

  it("is broken by a value out of thin air, or proposed only afterwards", () => {
    expect(complaint(validity<V>(), decides(0, "moon"), asks(0, "moon"))).toBe(
      'node 0 decided "moon", which nobody proposed',
    );
  });
});

describe("at most one value is chosen", () => {
  it("holds when one value is chosen at several ballots", () => {
    expect(
      complaint(oneValueChosen<V>(lens), ...votes(1, "drains", 0, 1), ...votes(2, "drains", 1, 2)),
    ).toBeNull();
  });

  it("holds when a second value has votes, but no quorum at one ballot", () => {
    const scattered = [...votes(1, "roads", 2), ...votes(3, "roads", 2), ...votes(4, "roads", 1)];
    expect(complaint(oneValueChosen<V>(lens), ...votes(2, "drains", 0, 1), ...scattered)).toBeNull();
  });

  it("is broken by two, even if nobody has learned either", () => {
    expect(complaint(oneValueChosen<V>(lens), ...votes(1, "drains", 0, 1), ...votes(2, "roads", 1, 2))).toBe(
      '"drains" (ballot 1.0, by 2 acceptors) and "roads" (ballot 2.0, by 2 acceptors) are both chosen',
    );
  });

  it("counts an acceptor once for a proposal", () => {
    expect(
      complaint(oneValueChosen<V>(lens), ...votes(1, "drains", 0, 0), ...votes(2, "roads", 1, 2)),
    ).toBeNull();
  });
});

describe("learned implies chosen", () => {
  it("holds when a quorum has accepted first", () => {
    expect(complaint(learnedIsChosen<V>(lens), ...votes(1, "drains", 0, 1), decides(2, "drains"))).toBeNull();
  });

  it("is broken by a decision that no quorum stands behind", () => {
    expect(complaint(learnedIsChosen<V>(lens), ...votes(1, "drains", 0), decides(2, "drains"))).toBe(
      'node 2 decided "drains", which no quorum had accepted',
    );
    const spread = [...votes(1, "drains", 0), ...votes(2, "drains", 1)];
    expect(complaint(learnedIsChosen<V>(lens), ...spread, decides(2, "drains"))).not.toBeNull();
  });
});

describe("every vote is safe, as the abstract Voting algorithm has it", () => {
  const holds = (...observed: readonly Observed[]): void =>
    expect(complaint(refinesVoting<V>(lens), ...observed)).toBeNull();
  const isBroken = (why: string, ...observed: readonly Observed[]): void =>
    expect(complaint(refinesVoting<V>(lens), ...observed)).toContain(why);

  it("after promises of a quorum that has never voted, any value is", () => {
    holds(...promises(1, 0, 1), ...votes(1, "drains", 0, 1, 2));
  });

  it("after a vote that a quorum reports, only its value is", () => {
    const first = [...promises(1, 0, 1), ...votes(1, "drains", 0), ...promises(2, 0, 2)];
    holds(...first, ...votes(2, "drains", 2));
    isBroken("no quorum shows", ...first, ...votes(2, "roads", 2));
  });

  it("of several votes reported, the one at the highest ballot counts", () => {
    const first = [
      ...promises(1, 0, 1),
      ...votes(1, "drains", 0),
      ...promises(2, 1, 2),
      ...votes(2, "roads", 1),
      ...promises(3, 0, 1),
    ];
    holds(...first, ...votes(3, "roads", 1));
    isBroken("no quorum shows", ...first, ...votes(3, "drains", 1));
  });

  it("a vote without a quorum of promises is not, even though nothing has gone wrong yet", () => {
    isBroken("no quorum shows", ...promises(1, 0), ...votes(1, "drains", 0));
  });

  it("a vote below what the acceptor promised or voted is not", () => {
    const first = [...promises(1, 0, 1), ...promises(2, 0)];
    isBroken("it has already reached ballot 2.0", ...first, ...votes(1, "drains", 0));
    holds(...first, ...votes(1, "drains", 1));
  });

  it("two values at one ballot are not", () => {
    isBroken(
      'others have voted for "drains"',
      ...promises(1, 0, 1),
      ...votes(1, "drains", 0),
      ...votes(1, "roads", 1),
    );
  });

  it("a vote may be said again", () => {
    holds(...promises(1, 0, 1), ...votes(1, "drains", 0), ...promises(2, 0), ...votes(1, "drains", 0));
  });
});

it("memories are the same whatever the order of events that could have come in any order", () => {
  const remembered = <M>(property: Property<V, M>, observed: readonly Observed[]): M =>
    observed.reduce((memory, { node, event }) => property.observe(memory, node, event), property.initial);
  const stages = [
    [asks(0, "roads"), asks(1, "drains")],
    [...promises(1, 0, 1, 2), ...promises(2, 0, 1)],
    [...votes(2, "drains", 0, 1), ...votes(1, "drains", 2)],
    [decides(1, "drains"), decides(0, "drains")],
  ];
  const otherwise = stages.map((stage) => stage.toReversed());
  for (const property of [agreement<V>(), validity<V>(), oneValueChosen<V>(lens), refinesVoting<V>(lens)]) {
    const watched = property as Property<V>;
    expect(remembered(watched, otherwise.flat())).toEqual(remembered(watched, stages.flat()));
  }
});

it("what teaches nothing leaves the memory as it is, so that the simulator need not ask", () => {
  const idle: Observation<V> = { kind: "cancel-timer", timer: "retry" };
  for (const property of [
    agreement<V>(),
    validity<V>(),
    oneValueChosen<V>(lens),
    learnedIsChosen<V>(lens),
    refinesVoting<V>(lens),
  ]) {
    const watched = property as Property<V>;
    expect(watched.observe(watched.initial, 0, idle)).toBe(watched.initial);
  }
});
