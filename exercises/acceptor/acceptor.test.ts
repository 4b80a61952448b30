import type { Ballot } from "paxoslab/core";
import type { AcceptorState, AcceptorTransition } from "paxoslab/protocols/single-decree";
import { bmcStorm, explainViolation, hunt } from "paxoslab/scenarios";
import { describe, expect, test } from "vitest";
import { acceptorRole } from "#exercise/acceptor/acceptor.ts";

const acceptor = acceptorRole<string>();
const kurla = 1;
const learners = [0, 1, 2];
const ballot = (round: number, node = kurla): Ballot => ({ round, node });
const drains = { ballot: ballot(1), value: "drains" };

const prepare = (state: AcceptorState<string>, at: Ballot): AcceptorTransition<string> =>
  acceptor.onPrepare(state, kurla, { kind: "prepare", ballot: at });

const accept = (state: AcceptorState<string>, at: Ballot, value: string): AcceptorTransition<string> =>
  acceptor.onAccept(state, kurla, { kind: "accept", ballot: at, value }, learners);

/** What the others hear of a step. */
const said = ({ effects }: AcceptorTransition<string>): readonly object[] =>
  effects.flatMap((effect) => (effect.kind === "send" ? [{ to: effect.to, ...effect.message }] : []));

const fresh: AcceptorState<string> = { promised: null, accepted: null };

describe("asked to promise", () => {
  test("a fresh acceptor promises, and has nothing to report", () => {
    expect(
      said(prepare(fresh, ballot(1))),
      "The first prepare is answered with a promise to whoever sent it, and reports no accepted value.",
    ).toEqual([{ to: kurla, kind: "promise", ballot: ballot(1), accepted: null }]);
  });

  test("it remembers what it has promised", () => {
    expect(
      prepare(fresh, ballot(3)).state.promised,
      "After a promise, `promised` is the ballot it was given for.",
    ).toEqual(ballot(3));
  });

  test("it reports what it accepted before, and keeps it", () => {
    const step = prepare({ promised: ballot(1), accepted: drains }, ballot(2));
    expect(
      said(step),
      "A promise must report the proposal accepted before: it may have been chosen, and nobody else may know.",
    ).toEqual([{ to: kurla, kind: "promise", ballot: ballot(2), accepted: drains }]);
    expect(step.state.accepted, "A promise does not undo what was accepted before.").toEqual(drains);
  });

  test("below its promise it refuses, says why, and changes nothing", () => {
    const state = { promised: ballot(3), accepted: drains };
    const step = prepare(state, ballot(2));
    expect(said(step), "Ballot 2 comes too late: ballot 3 has been promised. Answer with a nack.").toEqual([
      { to: kurla, kind: "nack", ballot: ballot(2), promised: ballot(3) },
    ]);
    expect(step.state, "A refusal changes nothing.").toEqual(state);
  });

  test("two ballots of one round are told apart by their node", () => {
    const state = { promised: ballot(2, 4), accepted: null };
    expect(
      said(prepare(state, ballot(2, 1))),
      "Ballot 2 of node 1 is lower than ballot 2 of node 4: compare the rounds first, then the nodes.",
    ).toEqual([{ to: kurla, kind: "nack", ballot: ballot(2, 1), promised: ballot(2, 4) }]);
  });

  test("the same prepare once more gets the same promise once more", () => {
    expect(
      said(prepare({ promised: ballot(2), accepted: drains }, ballot(2))),
      "The network delivered one prepare twice (or lost your first answer): the promise stands, so repeat it.",
    ).toEqual([{ to: kurla, kind: "promise", ballot: ballot(2), accepted: drains }]);
  });
});

describe("asked to accept", () => {
  test("at the ballot it promised it accepts, and tells every learner", () => {
    const step = accept({ promised: ballot(1), accepted: null }, ballot(1), "drains");
    expect(said(step), "An acceptance is told to all learners, not to the proposer alone.").toEqual(
      learners.map((to) => ({ to, kind: "accepted", ballot: ballot(1), value: "drains" })),
    );
    expect(step.state.accepted, "It remembers what it accepted, with the ballot.").toEqual(drains);
  });

  test("below its promise it refuses and tells no learner", () => {
    const state = { promised: ballot(5), accepted: null };
    const step = accept(state, ballot(1), "drains");
    expect(
      said(step),
      "It promised ballot 5, so it may not accept at ballot 1: answer the proposer with a nack.",
    ).toEqual([{ to: kurla, kind: "nack", ballot: ballot(1), promised: ballot(5) }]);
    expect(step.state, "A refusal changes nothing.").toEqual(state);
  });

  test("a higher proposal takes the place of the one before", () => {
    const { state } = accept({ promised: ballot(1), accepted: drains }, ballot(4), "pumps");
    expect(state.accepted, "Only the accepted proposal of the highest ballot matters from now on.").toEqual({
      ballot: ballot(4),
      value: "pumps",
    });
  });

  test("to accept is also to promise", () => {
    const { state } = accept({ promised: ballot(1), accepted: null }, ballot(4), "pumps");
    expect(
      state.promised,
      "It accepted at ballot 4 without having seen that prepare. It must now refuse ballots 2 and 3, " +
        "or an old proposal could overwrite a newer one that has been chosen.",
    ).toEqual(ballot(4));
  });
});

describe("the disk", () => {
  test.each([
    ["a promise", prepare({ promised: null, accepted: drains }, ballot(2))],
    ["an acceptance", accept(fresh, ballot(2), "drains")],
  ])("%s is written before anybody hears of it", (what, { state, effects }) => {
    expect(
      effects.map(({ kind }) => kind)[0],
      `A restart must not undo ${what}: persist first, then speak.`,
    ).toBe("persist");
    expect(
      effects.flatMap((effect) => (effect.kind === "persist" ? [effect.value] : [])),
      `What is written with ${what} is the whole new state, once.`,
    ).toEqual([state]);
  });

  test("the state it is given is never changed in place", () => {
    const state = Object.freeze({ promised: ballot(1), accepted: Object.freeze(drains) });
    prepare(state, ballot(2));
    accept(state, ballot(3), "pumps");
    expect(state, "Return a new state; the old one may still be on disk or in a trace.").toEqual({
      promised: ballot(1),
      accepted: drains,
    });
  });
});

describe("in a whole system", () => {
  test.each([3, 5])("%i of your acceptors weather a thousand monsoon nights", (members) => {
    const { shortest } = hunt(bmcStorm, 1_000, { members, roles: { acceptor } });
    if (shortest !== null) expect.fail(`Two truths in one corporation.\n${explainViolation(shortest)}`);
  });

  test("and a decision is reached", () => {
    const { summary } = bmcStorm.run({ roles: { acceptor } });
    expect(
      summary.informed,
      "Safe is not enough: when the storm is over, all five must learn a decision.",
    ).toBe(5);
  });
});
