import { describe, expect, it } from "vitest";
import {
  acceptorRole,
  type AcceptorState,
  type AcceptorTransition,
} from "../../../src/protocols/single-decree/index.ts";
import { ballot, kinds } from "./example.ts";

// Rules of *Paxos Made Simple* (Lamport, 2001), section 2.2, for one acceptor. The sender is node 7.
const acceptor = acceptorRole<string>();
const learners = [0, 1];

const prepare = (state: AcceptorState<string>, round: number): AcceptorTransition<string> =>
  acceptor.onPrepare(state, 7, { kind: "prepare", ballot: ballot(round) });

const accept = (state: AcceptorState<string>, round: number, value: string): AcceptorTransition<string> =>
  acceptor.onAccept(state, 7, { kind: "accept", ballot: ballot(round), value }, learners);

const promised = (round: number): AcceptorState<string> => prepare(acceptor.initial, round).state;

describe("phase 1b: on a prepare the acceptor", () => {
  it("promises if the ballot is the highest yet, and reports that it has accepted nothing", () => {
    const { state, effects } = prepare(acceptor.initial, 1);
    expect(state).toEqual({ promised: ballot(1), accepted: null });
    expect(effects).toEqual([
      { kind: "persist", value: state },
      { kind: "send", to: 7, message: { kind: "promise", ballot: ballot(1), accepted: null } },
    ]);
  });

  it("reports the last proposal it accepted, and keeps it", () => {
    const { state, effects } = prepare(accept(promised(1), 1, "drains").state, 2);
    const accepted = { ballot: ballot(1), value: "drains" };
    expect(effects.at(-1)).toEqual({
      kind: "send",
      to: 7,
      message: { kind: "promise", ballot: ballot(2), accepted },
    });
    expect(state).toEqual({ promised: ballot(2), accepted });
  });

  it("refuses a ballot below its promise, and names the one that stands in the way", () => {
    const { state, effects } = prepare(promised(2), 1);
    expect(state).toEqual(promised(2));
    expect(effects).toEqual([
      { kind: "send", to: 7, message: { kind: "nack", ballot: ballot(1), promised: ballot(2) } },
    ]);
  });

  it("repeats its promise on a duplicate, with nothing new to write down", () => {
    const before = promised(1);
    const { state, effects } = prepare(before, 1);
    expect(state).toBe(before);
    expect(kinds(effects)).toEqual(["promise"]);
  });
});

describe("phase 2b: on an accept the acceptor", () => {
  it("accepts at the ballot it promised, and tells every learner", () => {
    const { state, effects } = accept(promised(1), 1, "drains");
    expect(state.accepted).toEqual({ ballot: ballot(1), value: "drains" });
    expect(kinds(effects)).toEqual(["persist", "accepted", "accepted"]);
    expect(effects.flatMap((effect) => (effect.kind === "send" ? [effect.to] : []))).toEqual(learners);
  });

  it("refuses below its promise (P1a)", () => {
    const { state, effects } = accept(promised(2), 1, "drains");
    expect(state.accepted).toBeNull();
    expect(kinds(effects)).toEqual(["nack"]);
  });

  it("accepts above its promise, and thereby promises", () => {
    const { state } = accept(promised(1), 3, "drains");
    expect(state.promised).toEqual(ballot(3));
    expect(kinds(prepare(state, 2).effects)).toEqual(["nack"]);
  });

  it("forgets an earlier acceptance for a later one", () => {
    const { state } = accept(accept(promised(1), 1, "drains").state, 2, "roads");
    expect(state.accepted).toEqual({ ballot: ballot(2), value: "roads" });
  });

  it("is in the same state after a duplicate, and answers it the same way", () => {
    const once = accept(promised(1), 1, "drains");
    expect(accept(once.state, 1, "drains")).toEqual(once);
  });
});

it("writes to disk before it speaks: what it has said it must remember", () => {
  expect(kinds(prepare(acceptor.initial, 1).effects)).toEqual(["persist", "promise"]);
  expect(kinds(accept(acceptor.initial, 1, "drains").effects)[0]).toBe("persist");
});
