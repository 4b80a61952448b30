import { expect, it } from "vitest";
import { majority, nodes, type NodeId } from "../../../src/core/index.ts";
import { learnerRole, type LearnerState } from "../../../src/protocols/single-decree/index.ts";
import { ballot } from "./example.ts";

// *Paxos Made Simple*, section 2.3: a learner must find out that a majority has accepted one *proposal*.
const learner = learnerRole<string>();
const quorums = majority(nodes(5));

interface Heard {
  readonly from: NodeId;
  readonly round: number;
  readonly value: string;
}

const hear = (...heard: readonly Heard[]): LearnerState<string> =>
  heard.reduce(
    (state, { from, round, value }) =>
      learner.onAccepted(state, from, { kind: "accepted", ballot: ballot(round), value }, quorums),
    learner.initial,
  );

const votes = (round: number, value: string, ...from: readonly NodeId[]): readonly Heard[] =>
  from.map((node) => ({ from: node, round, value }));

it("learns a value when a quorum has accepted it at one ballot", () => {
  expect(hear(...votes(1, "drains", 0, 1)).learned).toBeNull();
  expect(hear(...votes(1, "drains", 0, 1, 2)).learned).toEqual({ value: "drains", ballot: ballot(1) });
});

it("does not add up acceptances at different ballots, even of the same value", () => {
  const state = hear(...votes(1, "drains", 0, 1), ...votes(2, "drains", 2, 3));
  expect(state.learned).toBeNull();
});

it("does not add up different values at one ballot, which only a broken proposer can cause", () => {
  expect(hear(...votes(1, "drains", 0, 1), ...votes(1, "roads", 2)).learned).toBeNull();
});

it("counts an acceptor once, however often the network repeats its message", () => {
  expect(hear(...votes(1, "drains", 0, 1, 1, 1)).learned).toBeNull();
});

it("is in the same state whatever the order in which it heard", () => {
  const [low, high] = [votes(1, "drains", 3, 0), votes(2, "roads", 1)];
  expect(hear(...low, ...high)).toEqual(hear(...high, ...low.toReversed()));
});

it("learns once: what comes later changes nothing", () => {
  const learned = hear(...votes(1, "drains", 0, 1, 2));
  expect(
    learner.onAccepted(learned, 4, { kind: "accepted", ballot: ballot(2), value: "drains" }, quorums),
  ).toBe(learned);
  expect(learner.onChosen(learned, { kind: "chosen", ballot: ballot(2), value: "drains" })).toBe(learned);
});

it("believes a distinguished learner", () => {
  const { learned } = learner.onChosen(learner.initial, {
    kind: "chosen",
    ballot: ballot(1),
    value: "drains",
  });
  expect(learned).toEqual({ value: "drains", ballot: ballot(1) });
});
