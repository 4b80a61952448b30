import { describe, expect, it } from "vitest";
import { noOp } from "../../../src/protocols/multi-paxos/index.ts";
import {
  accept,
  accepted,
  after,
  ask,
  ballot,
  campaign,
  commands,
  decisions,
  hear,
  lettersOn,
  promise,
  proposal,
  ring,
  toldTo,
} from "./letters.ts";

const three = lettersOn(3, { batch: { size: 1 } });
const led = [...campaign, promise(1)];
const own = ballot(1, 0);

const proposals = (transition: ReturnType<typeof after>) =>
  toldTo(1, transition).flatMap((message) =>
    message.kind === "accept" ? [{ slot: message.slot, value: message.value }] : [],
  );

describe("a candidate", () => {
  it("asks once for all slots, with a ballot that is on disk before", () => {
    const { state, effects } = after(three, ...campaign);
    expect(effects[0]).toMatchObject({ kind: "persist", value: { promised: own } });
    expect(toldTo(1, { state, effects })).toEqual([{ kind: "prepare", ballot: own, from: 0 }]);
  });

  it("asks again whoever has not promised", () => {
    const five = lettersOn(5);
    const repeated = after(five, ...campaign, promise(1), ring("heartbeat"));
    expect([1, 2].map((node) => toldTo(node, repeated).length)).toEqual([0, 1]);
  });

  it("proposes what was reported at the highest ballot, and no-ops in the gaps, before anything new", () => {
    const five = lettersOn(5, { batch: { size: 1 } });
    const elected = after(
      five,
      ...campaign,
      ask("n"),
      promise(1, [proposal(0, ballot(0, 1), "a"), proposal(3, ballot(0, 3), "c")]),
      promise(2, [proposal(0, ballot(0, 2), "b")]),
    );
    expect(proposals(elected)).toEqual([
      { slot: 0, value: commands("b") },
      { slot: 1, value: noOp },
      { slot: 2, value: noOp },
      { slot: 3, value: commands("c") },
      { slot: 4, value: commands("n") },
    ]);
  });

  it("learns from promises what is chosen already, and asks nobody about it again", () => {
    const chosen = [proposal(0, ballot(0, 1), "a"), proposal(1, ballot(0, 1), "b")];
    const elected = after(three, ...campaign, ask("n"), promise(1, chosen, 2));
    expect(decisions(elected)).toEqual(["0: a", "1: b"]);
    expect(proposals(elected)).toEqual([{ slot: 2, value: commands("n") }]);
  });
});

describe("a leader", () => {
  it("goes through phase 2 only: a command costs one round trip to a quorum", () => {
    expect(toldTo(1, after(three, ...led, ask("a")))).toEqual([
      { kind: "accept", ...proposal(0, own, "a"), chosenBelow: 0 },
    ]);
    const chosen = after(three, ...led, ask("a"), accepted(2, 0));
    expect(decisions(chosen)).toEqual(["0: a", "→ a"]);
    expect(toldTo(1, chosen)).toEqual([{ kind: "chosen", ballot: own, chosenBelow: 1 }]);
  });

  it("applies in order what is chosen in any order", () => {
    const inputs = [...led, ask("a"), ask("b"), accepted(1, 1)];
    expect(decisions(after(three, ...inputs))).toEqual([]);
    expect(decisions(after(three, ...inputs, accepted(2, 0)))).toEqual(["0: a", "→ a", "1: b", "→ ab"]);
  });

  it("has no more slots under way than its window, and puts what waits into the next ones", () => {
    const narrow = lettersOn(3, { window: 2, batch: { size: 2 } });
    const inputs = [...led, ask("a"), ask("b"), ask("c"), ask("d"), ask("e")];
    expect(proposals(after(narrow, ...inputs))).toEqual([]);
    expect(proposals(after(narrow, ...inputs, accepted(1, 0)))).toEqual([
      { slot: 2, value: commands("c", "d") },
    ]);
  });

  it("holds a small batch back for as long as it is told to", () => {
    const patient = lettersOn(3, { batch: { size: 2, delay: 1_000 } });
    expect(after(patient, ...led, ask("a")).effects).toContainEqual({
      kind: "set-timer",
      timer: "batch",
      after: { min: 1_000, max: 1_000 },
    });
    expect(proposals(after(patient, ...led, ask("a"), ask("b")))).toEqual([
      { slot: 0, value: commands("a", "b") },
    ]);
    expect(proposals(after(patient, ...led, ask("a"), ring("batch")))).toEqual([
      { slot: 0, value: commands("a") },
    ]);
  });

  it("proposes a command once, however often it is asked", () => {
    const again = after(
      three,
      ...led,
      ask("a"),
      hear(1, { kind: "forward", commands: commands("a").commands }),
    );
    expect(again.effects).toEqual([]);
  });

  it("repeats at a heartbeat what was not answered since the last one", () => {
    const inputs = [...led, ask("a"), ring("heartbeat")];
    expect(proposals(after(three, ...inputs))).toEqual([]);
    expect(proposals(after(three, ...inputs, ring("heartbeat")))).toEqual([
      { slot: 0, value: commands("a") },
    ]);
  });

  it("gives up when no quorum answers its heartbeats", () => {
    const beats = Array.from({ length: 6 }, () => ring("heartbeat"));
    expect(after(three, ...led, ...beats).state.role.kind).toBe("following");
    const answered = beats.flatMap((beat) => [beat, hear(2, { kind: "alive", ballot: own, sentAt: null })]);
    expect(after(three, ...led, ...answered).state.role.kind).toBe("leading");
  });

  it("follows whoever leads a higher ballot, be it told so by a proposal or by a nack", () => {
    expect(after(three, ...led, accept(ballot(2, 1), 0, "z")).state.role).toMatchObject({
      kind: "following",
      leader: ballot(2, 1),
    });
    const refused = after(three, ...led, hear(1, { kind: "nack", ballot: own, promised: ballot(4, 2) }));
    expect(refused.state).toMatchObject({
      promised: ballot(4, 2),
      role: { kind: "following", leader: null },
    });
  });

  it("needs nobody where it is alone", () => {
    const alone = lettersOn(1, { batch: { size: 1 }, window: 1 });
    expect(decisions(after(alone, ask("a"), ask("b"), ...campaign.slice(1)))).toEqual([
      "0: a",
      "→ a",
      "1: b",
      "→ ab",
    ]);
  });
});
