import { describe, expect, it } from "vitest";
import { majority, nodes, type NodeId, type Observation, type Property } from "../../src/core/index.ts";
import { agreement, learnedIsChosen, oneValueChosen, validity } from "../../src/properties/index.ts";
import { voteIn, type SingleDecree } from "../../src/protocols/single-decree/index.ts";

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

const lens = { quorums: majority(nodes(3)), voteIn: voteIn<unknown> };

describe("agreement", () => {
  it("holds while all decide the same, compared as data", () => {
    expect(complaint(agreement<V>(), decides(0, { crore: 500 }), decides(1, { crore: 500 }))).toBeNull();
  });

  it("is broken by two nodes, or by one that changes its mind", () => {
    expect(complaint(agreement<V>(), decides(0, "drains"), decides(1, "roads"))).toBe(
      'node 0 decided "drains" and node 1 decided "roads"',
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

it("what teaches nothing leaves the memory as it is, so that the simulator need not ask", () => {
  const idle: Observation<V> = { kind: "cancel-timer", timer: "retry" };
  for (const property of [agreement<V>(), validity<V>(), oneValueChosen<V>(lens), learnedIsChosen<V>(lens)]) {
    const watched = property as Property<V>;
    expect(watched.observe(watched.initial, 0, idle)).toBe(watched.initial);
  }
});
