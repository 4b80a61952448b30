import { describe, expect, it } from "vitest";
import { emptyArray, itemsFrom, withItem, type Input } from "../../../src/core/index.ts";
import {
  accept,
  after,
  ask,
  ballot,
  commands,
  decisions,
  hear,
  lettersOn,
  proposal,
  ring,
  start,
  toldTo,
  wish,
  type Letters,
} from "./letters.ts";

const three = lettersOn(3, { snapshotEvery: 2 });
const other = ballot(1, 1);

const initially = { number: 0, from: 0, membership: { kind: "initial" } } as const;

const heartbeat = (chosenBelow = 0, at = other): Input<Letters> =>
  hear(at.node, { kind: "heartbeat", ballot: at, chosenBelow, sentAt: null });
const prepare = (at: typeof other, from = 0): Input<Letters> =>
  hear(at.node, { kind: "prepare", ballot: at, from });

describe("an acceptor", () => {
  const patient = [start, ring("election")]; // It has waited for a leader, in vain.

  it("promises for all slots at once, and reports them from the one asked about", () => {
    const inputs = [...patient, accept(other, 0, "a"), accept(other, 1, "b"), ring("election")];
    expect(toldTo(2, after(three, ...inputs, prepare(ballot(2, 2), 1)))).toEqual([
      {
        kind: "promise",
        ballot: ballot(2, 2),
        chosenBelow: 0,
        accepted: [proposal(1, other, "b")],
        snapshot: null,
      },
    ]);
  });

  it("hands over its state where its log no longer reaches back so far", () => {
    const letters = ["a", "b", "c", "d"].map((letter, slot) => accept(other, slot, letter, slot + 1));
    const { state } = after(three, start, ...letters);
    expect(itemsFrom(state.log).map(({ index }) => index)).toEqual([2, 3]);
    const [promise] = toldTo(2, after(three, start, ...letters, ring("election"), prepare(ballot(2, 2))));
    expect(promise).toMatchObject({ accepted: [], chosenBelow: 4, snapshot: { next: 4, service: "abcd" } });
  });

  it("writes before it speaks", () => {
    expect(after(three, start, accept(other, 0, "a")).effects.map(({ kind }) => kind)).toEqual([
      "persist",
      "send",
      "set-timer",
    ]);
  });

  it("refuses what is below its promise", () => {
    const refused = after(three, ...patient, prepare(ballot(2, 2)), accept(other, 0, "a"));
    expect(toldTo(1, refused)).toEqual([{ kind: "nack", ballot: other, promised: ballot(2, 2) }]);
  });

  it("promises nothing to others while it hears from its leader, unless it is told not to be sticky", () => {
    const rival = prepare(ballot(2, 2));
    expect(after(three, start, heartbeat(), rival).effects).toEqual([]);
    expect(toldTo(2, after(three, start, heartbeat(), ring("election"), rival))).toHaveLength(1);
    expect(toldTo(2, after(lettersOn(3, { isSticky: false }), start, heartbeat(), rival))).toHaveLength(1);
  });
});

describe("a learner", () => {
  it("takes for chosen what it accepted at the ballot of the leader who says so, slot by slot", () => {
    const inputs = [start, accept(other, 0, "a"), accept(other, 2, "c")];
    expect(decisions(after(three, ...inputs, heartbeat(3)))).toEqual(["0: a"]);
    const newer = ballot(2, 2);
    expect(decisions(after(three, ...inputs, heartbeat(3, newer)))).toEqual([]);
  });

  it("asks for what it has missed, and for more if there is more", () => {
    expect(toldTo(1, after(three, start, heartbeat(2)))).toEqual([
      { kind: "alive", ballot: other, sentAt: null },
      { kind: "missing", from: 0 },
    ]);
    const told = after(
      three,
      start,
      hear(1, { kind: "catch-up", chosen: [proposal(0, other, "a")], chosenBelow: 2 }),
    );
    expect(decisions(told)).toEqual(["0: a"]);
    expect(toldTo(1, told)).toEqual([{ kind: "missing", from: 1 }]);
  });

  it("tells others what they miss, or hands over its state", () => {
    const letters = ["a", "b", "c", "d", "e"].map((letter, slot) => accept(other, slot, letter, slot + 1));
    const asked = (from: number) =>
      toldTo(2, after(three, start, ...letters, hear(2, { kind: "missing", from })));
    expect(asked(3)).toMatchObject([
      { kind: "catch-up", chosen: [{ slot: 3 }, { slot: 4 }], chosenBelow: 5 },
    ]);
    expect(asked(0)).toMatchObject([{ kind: "snapshot", replica: { next: 5, service: "abcde" } }]);
    expect(asked(5)).toEqual([]);
  });

  it("takes over a state that is further on, and goes on from there", () => {
    const replica = { next: 2, service: "ab", sessions: emptyArray, tenures: [initially] };
    const restored = [start, accept(other, 2, "c"), hear(1, { kind: "snapshot", replica })] as const;
    expect(decisions(after(three, ...restored))).toEqual(["2 restored: ab"]);
    expect(decisions(after(three, ...restored, heartbeat(3)))).toEqual(["2: c"]);
    expect(after(three, ...restored, heartbeat(3), hear(1, { kind: "snapshot", replica })).effects).toEqual(
      [],
    );
  });
});

describe("a node that clients ask", () => {
  it("brings commands to the leader it knows, and to the next one it hears of", () => {
    const forward = { kind: "forward", commands: [wish("a")] };
    expect(toldTo(1, after(three, start, heartbeat(), ask("a")))).toEqual([forward]);
    expect(toldTo(2, after(three, start, heartbeat(), ask("a"), heartbeat(0, ballot(2, 2))))).toContainEqual(
      forward,
    );
    expect(toldTo(1, after(three, start, heartbeat(), ask("a"), ring("retry")))).toEqual([forward]);
  });

  it("answers when it has applied the command, and again whenever it is asked again", () => {
    const done = [start, ask("a"), accept(other, 0, "a"), heartbeat(1)];
    expect(decisions(after(three, ...done))).toEqual(["0: a", "→ a"]);
    expect(decisions(after(three, ...done, ask("a")))).toEqual(["→ a"]);
  });

  it("executes a command once, though it is chosen twice", () => {
    const inputs = [start, accept(other, 0, "a"), accept(other, 1, "a"), heartbeat(2)];
    expect(decisions(after(three, ...inputs))).toEqual(["0: a", "1: -"]);
  });
});

describe("a node that restarts", () => {
  it("begins with its snapshot and what it knew to be chosen after it; the rest it only has accepted", () => {
    const log = [2, 3].reduce(
      (log, slot) => withItem(log, slot, { ballot: other, value: commands("cd"[slot - 2]!) }),
      emptyArray as Letters["state"]["log"],
    );
    const snapshot = { next: 2, service: "ab", sessions: emptyArray, tenures: [initially] };
    const persisted = { promised: ballot(3, 2), log, logStart: 2, snapshot, chosenBelow: 3 };
    const restarted = after(three, { kind: "start", persisted });
    expect(decisions(restarted)).toEqual(["2 restored: ab", "2: c"]);
    expect(restarted.state).toMatchObject({
      promised: ballot(3, 2),
      replica: { next: 3, service: "abc" },
      log,
    });
  });

  it("finds on its disk all that it has said", () => {
    const before = after(three, start, accept(other, 0, "a"), accept(other, 1, "b", 1));
    const [persist] = before.effects;
    if (persist?.kind !== "persist") expect.fail();
    const { state } = after(three, { kind: "start", persisted: persist.value });
    expect({ promised: state.promised, log: state.log }).toEqual({
      promised: before.state.promised,
      log: before.state.log,
    });
  });
});

it("refuses settings that make no sense", () => {
  expect(() => lettersOn(3, { window: 0 })).toThrow("window must be a whole number of at least 1");
  expect(() => lettersOn(3, { batch: { size: 1.5 } })).toThrow("batch.size");
});
