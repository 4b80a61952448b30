import { describe, expect, it } from "vitest";
import { majority, nodes, type Ballot, type NodeId } from "../../../src/core/index.ts";
import {
  proposerRole,
  randomisedBackoff,
  type AcceptedProposal,
  type ProposerState,
  type ProposerTransition,
} from "../../../src/protocols/single-decree/index.ts";
import { ballot, kinds } from "./example.ts";

// Node 7 proposes to the acceptors 0 to 4, of which any three are a quorum.
const proposer = proposerRole<string>();
const context = { self: 7, quorums: majority(nodes(5)), retry: randomisedBackoff() };

const propose = (state = proposer.initial, value = "drains"): ProposerTransition<string> =>
  proposer.onPropose(state, value, context);

const promise = (
  state: ProposerState<string>,
  from: NodeId,
  accepted: AcceptedProposal<string> | null = null,
  at: Ballot = ballot(1),
): ProposerTransition<string> =>
  proposer.onPromise(state, from, { kind: "promise", ballot: at, accepted }, context);

const nack = (state: ProposerState<string>, refused: Ballot, promised: Ballot): ProposerTransition<string> =>
  proposer.onNack(state, { kind: "nack", ballot: refused, promised }, context);

/** What is asked of the acceptors once nodes 0, 1 and 2 have promised and reported this. */
function valueAfter(...reports: readonly (AcceptedProposal<string> | null)[]): unknown {
  let transition = propose();
  for (const [from, report] of reports.entries()) transition = promise(transition.state, from, report);
  const [sent] = transition.effects;
  return sent?.kind === "send" && sent.message.kind === "accept" ? sent.message.value : sent;
}

describe("phase 1a: asked to propose, the proposer", () => {
  it("writes down a new ballot, then prepares it with every acceptor, and sets a timer", () => {
    const { effects } = propose();
    expect(kinds(effects)).toEqual(["persist", ...Array(5).fill("prepare"), "set-timer"]);
    expect(effects[0]).toEqual({ kind: "persist", value: { highest: ballot(1) } });
  });

  it("does one task at a time", () => {
    const { state } = propose();
    expect(propose(state, "roads")).toEqual({ state, effects: [] });
  });

  it("leads a ballot above any it has heard of", () => {
    const { state } = nack(proposer.initial, ballot(1), ballot(4, 2));
    expect(propose(state).state.highest).toEqual(ballot(5));
  });

  it("never leads a ballot twice, even after a crash: it goes on from its disk", () => {
    const [written] = propose().effects;
    const disk = written?.kind === "persist" ? written.value : null;
    const restarted = { ...proposer.initial, ...disk };
    expect(propose(restarted, "roads").state.highest).toEqual(ballot(2));
  });
});

describe("phase 2a: with promises of a quorum, the proposer", () => {
  it("asks for its own value if none of them has accepted anything", () => {
    expect(valueAfter(null, null, null)).toBe("drains");
  });

  it("waits for the quorum", () => {
    expect(valueAfter(null, null)).toBeUndefined();
  });

  it("must adopt a value that was accepted before, wished for or not (P2c)", () => {
    expect(valueAfter(null, { ballot: ballot(1, 3), value: "roads" }, null)).toBe("roads");
  });

  it("adopts the one with the highest ballot, in whatever order the reports come", () => {
    const older = { ballot: ballot(1, 2), value: "roads" };
    const newer = { ballot: ballot(1, 3), value: "parks" };
    expect(valueAfter(older, newer, null)).toBe("parks");
    expect(valueAfter(newer, older, null)).toBe("parks");
  });

  it("counts an acceptor once, however often the network repeats its promise", () => {
    const once = promise(propose().state, 0).state;
    expect(promise(once, 0).state).toBe(once);
  });

  it("ignores promises for another ballot", () => {
    const { state } = propose();
    expect(promise(state, 0, null, ballot(9)).state).toBe(state);
  });

  it("ignores promises that come after the quorum", () => {
    let { state } = propose();
    for (const from of [0, 1, 2]) ({ state } = promise(state, from));
    expect(promise(state, 3)).toEqual({ state, effects: [] });
  });
});

describe("refused by a nack, the proposer", () => {
  it("steps back for a while, then tries above the ballot in its way", () => {
    const back = nack(propose().state, ballot(1), ballot(3, 2));
    expect(back.state.phase).toEqual({ kind: "idle" });
    expect(kinds(back.effects)).toEqual(["set-timer"]);
    const again = proposer.onRetry(back.state, context);
    expect(again.state.highest).toEqual(ballot(4));
    expect(kinds(again.effects)).toContain("prepare");
  });

  it("does so once for a ballot, though many acceptors refuse it", () => {
    const { state } = nack(propose().state, ballot(1), ballot(3, 2));
    expect(nack(state, ballot(1), ballot(3, 2))).toEqual({ state, effects: [] });
  });

  it("is not disturbed by refusals of a ballot it has left, but learns from them", () => {
    const second = proposer.onRetry(propose().state, context).state;
    const { state, effects } = nack(second, ballot(1), ballot(6, 2));
    expect(effects).toEqual([]);
    expect(state.phase).toBe(second.phase);
    expect(state.highest).toEqual(ballot(6, 2));
  });
});

it("stops, and stops its timer, once its node has learned", () => {
  const { state, effects } = proposer.onLearned(propose().state);
  expect(kinds(effects)).toEqual(["cancel-timer"]);
  expect(proposer.onRetry(state, context)).toEqual({ state, effects: [] });
});
