import { describe, expect, it } from "vitest";
import { majority, nodes, type Input, type NodeId, type Transition } from "../../../src/core/index.ts";
import {
  singleDecree,
  voteIn,
  type Message,
  type NodeState,
  type SingleDecree,
} from "../../../src/protocols/single-decree/index.ts";
import { ballot, kinds } from "./example.ts";

// Node 0 of three, which plays all roles.
const quorums = majority(nodes(3));
const protocol = singleDecree<string>({ quorums });
const fresh = protocol.initial(0);

type V = SingleDecree<string>;

const step = (state: NodeState<string>, input: Input<V>, by = protocol): Transition<V> =>
  by.step(state, input, { self: 0, now: 0 });

const hear = (
  state: NodeState<string>,
  from: number,
  message: Message<string>,
  by = protocol,
): Transition<V> => step(state, { kind: "message", from, message }, by);

const propose: Input<V> = { kind: "request", request: { kind: "propose", value: "drains" } };

function learned(by = protocol): Transition<V> {
  const accepted = { kind: "accepted", ballot: ballot(1), value: "drains" } as const;
  return hear(hear(step(fresh, propose, by).state, 1, accepted, by).state, 2, accepted, by);
}

describe("a node of single-decree Paxos", () => {
  it("keeps ballot and promise on one disk: neither role's write erases the other's", () => {
    const proposed = step(fresh, propose).state;
    const { effects } = hear(proposed, 2, { kind: "prepare", ballot: ballot(5, 2) });
    expect(effects[0]).toEqual({
      kind: "persist",
      value: {
        proposer: { highest: ballot(1, 0) },
        acceptor: { promised: ballot(5, 2), accepted: null },
      },
    });
  });

  it("comes back from a crash with its disk and nothing else", () => {
    const acceptor = { promised: ballot(5, 2), accepted: null };
    const { state } = step(fresh, {
      kind: "start",
      persisted: { proposer: { highest: ballot(3, 0) }, acceptor },
    });
    expect(state).toEqual({ ...fresh, acceptor, proposer: { ...fresh.proposer, highest: ballot(3, 0) } });
  });

  it("decides when it learns, and stops proposing", () => {
    const { state, effects } = learned();
    expect(kinds(effects)).toEqual(["decide", "cancel-timer"]);
    expect(step(state, propose)).toEqual({ state, effects: [] });
    expect(step(state, { kind: "timer", timer: "retry" })).toEqual({ state, effects: [] });
  });

  it("decides once", () => {
    const { state } = learned();
    const { effects } = hear(state, 0, { kind: "accepted", ballot: ballot(2, 2), value: "drains" });
    expect(effects).toEqual([]);
  });
});

describe("a distinguished learner", () => {
  const relayed = singleDecree<string>({ quorums, learners: [0], audience: nodes(3) });

  it("tells its audience, but not itself", () => {
    const told = learned(relayed).effects.flatMap((effect) => (effect.kind === "send" ? [effect.to] : []));
    expect(told).toEqual([1, 2]);
  });

  it("tells again whoever leads a ballot because the news got lost", () => {
    const { state } = learned(relayed);
    const { effects } = hear(state, 1, { kind: "accepted", ballot: ballot(2, 2), value: "drains" }, relayed);
    expect(effects).toEqual([
      { kind: "send", to: 2, message: { kind: "chosen", value: "drains", ballot: ballot(1) } },
    ]);
  });

  it("passes on what another one told it", () => {
    const chosen = { kind: "chosen" as const, ballot: ballot(1), value: "drains" };
    const told = (node: NodeId): readonly NodeId[] =>
      relayed
        .step(fresh, { kind: "message", from: 1, message: chosen }, { self: node, now: 0 })
        .effects.flatMap((effect) => (effect.kind === "send" ? [effect.to] : []));
    expect(told(0)).toEqual([1, 2]);
    expect(told(2)).toEqual([]);
  });

  it("is the only one that acceptors report to", () => {
    const { effects } = hear(fresh, 1, { kind: "accept", ballot: ballot(1), value: "drains" }, relayed);
    expect(effects.flatMap((effect) => (effect.kind === "send" ? [effect.to] : []))).toEqual([0]);
  });
});

it("votes by saying `accepted`, and by no other message", () => {
  expect(voteIn({ kind: "accepted", ballot: ballot(1), value: "drains" })).toEqual({
    ballot: ballot(1),
    value: "drains",
  });
  expect(voteIn({ kind: "accept", ballot: ballot(1), value: "drains" })).toBeNull();
});
