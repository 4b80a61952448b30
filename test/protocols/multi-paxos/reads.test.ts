import { assert, double, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import {
  milliseconds,
  type Input,
  type NodeId,
  type Protocol,
  type Service,
  type Time,
  type Transition,
} from "../../../src/core/index.ts";
import { soundRules, type Configuration, type Read } from "../../../src/protocols/multi-paxos/index.ts";
import {
  accept,
  accepted,
  ask,
  ballot,
  campaign,
  decisions,
  hear,
  lettersOn,
  promise,
  proposal,
  ring,
  start,
  toldTo,
  type Letters,
} from "./letters.ts";

/** Letters are added to the text, and a question mark only reads it. */
const text: Service<string, string, string> = {
  name: "text",
  initial: "",
  apply: (text, letter) =>
    letter === "?" ? { state: text, result: text } : { state: text + letter, result: "ok" },
};

const system = (count: number, options: Partial<Configuration<string, string, string>> = {}) =>
  lettersOn(count, { service: text, batch: { size: 1 }, clockDrift: 0.1, ...options });

const three = system(3);
const own = ballot(1, 0);
const other = ballot(1, 1);

const client = 20;
const read = (by: Read<string>["by"], sequence = 0, command = "?"): Input<Letters> => ({
  kind: "request",
  request: { kind: "read", client, sequence, command, by },
});

const alive = (from: NodeId, sentAt: Time): Input<Letters> =>
  hear(from, { kind: "alive", ballot: own, sentAt });
const heartbeat = (chosenBelow = 0): Input<Letters> =>
  hear(1, { kind: "heartbeat", ballot: other, chosenBelow, sentAt: 5 });
const readSlot = (from: NodeId, by: "lease" | "quorum", slot: number, sequence = 0): Input<Letters> =>
  hear(from, { kind: "read-slot", client, sequence, by, slot });

/** What happens to node 0 at these times of its clock, and what it does about the last of it. */
function course(protocol: Protocol<Letters>, ...moments: readonly Moment[]): Transition<Letters> {
  let last: Transition<Letters> = { state: protocol.initial(0), effects: [] };
  for (const { now, inputs } of moments) {
    for (const input of inputs) last = protocol.step(last.state, input, { self: 0, now });
  }
  return last;
}

interface Moment {
  readonly now: Time;
  readonly inputs: readonly Input<Letters>[];
}

const at = (now: Time, ...inputs: readonly Input<Letters>[]): Moment => ({ now, inputs });

/** 200 ms of patience, shortened for a slow clock here and a fast one there. */
const length = Math.floor((milliseconds(200) * 0.9) / 1.1) - 1;

describe("a leader with a lease", () => {
  const elected = at(1_000, ...campaign, promise(1));

  it("has it from when it sent the heartbeat that was answered, and answers at once", () => {
    expect(toldTo(1, course(three, elected))).toContainEqual(
      expect.objectContaining({ kind: "heartbeat", sentAt: 1_000 }),
    );
    const reading = (now: Time) =>
      course(three, elected, at(30_000, alive(1, 1_000)), at(now, read("lease")));
    expect(decisions(reading(1_000 + length - 1))).toEqual(["lease → "]);
    expect(reading(1_000 + length).effects.map(({ kind }) => kind)).toEqual(["set-timer"]);
  });

  it("answers as soon as it has one", () => {
    const waiting = course(three, elected, at(2_000, read("lease")));
    expect(decisions(waiting)).toEqual([]);
    expect(decisions(course(three, elected, at(2_000, read("lease"), alive(2, 1_000))))).toEqual([
      "lease → ",
    ]);
  });

  it("needs the answers of a quorum, and counts from the earliest of them", () => {
    const beat = at(51_000, ring("heartbeat"));
    const heard = at(60_000, alive(1, 51_000));
    const reading = (now: Time, ...answers: readonly Moment[]) =>
      decisions(
        course(
          system(5),
          at(1_000, ...campaign, promise(1), promise(2)),
          beat,
          ...answers,
          at(now, read("lease")),
        ),
      );
    expect(reading(61_000, heard)).toEqual([]);
    expect(reading(1_000 + length - 1, heard, at(61_000, alive(2, 1_000)))).toEqual(["lease → "]);
    expect(reading(1_000 + length, heard, at(61_000, alive(2, 1_000)))).toEqual([]);
    expect(reading(1_000 + length, heard, at(61_000, alive(2, 51_000), alive(2, 1_000)))).toEqual([
      "lease → ",
    ]);
  });

  it("answers only when it has applied all that its election brought to light", () => {
    const inherits = at(1_000, ...campaign, promise(1, [proposal(0, ballot(0, 1), "a")]), alive(1, 1_000));
    expect(decisions(course(three, inherits, at(2_000, read("lease"))))).toEqual([]);
    expect(decisions(course(three, inherits, at(2_000, read("lease"), accepted(1, 0))))).toEqual([
      "0: a",
      "lease → a",
    ]);
  });

  it("has none when it leads no longer, nor after a restart", () => {
    const nack = hear(1, { kind: "nack", ballot: own, promised: ballot(4, 2) });
    expect(decisions(course(three, elected, at(2_000, alive(1, 1_000), nack, read("lease"))))).toEqual([]);
    const [persist] = course(three, elected, at(2_000, alive(1, 1_000), ask("a"))).effects;
    if (persist?.kind !== "persist") expect.fail("a leader writes down what it proposes");
    const restarted = at(3_000, { kind: "start", persisted: persist.value });
    expect(decisions(course(three, restarted, at(3_000, read("lease"))))).toEqual([]);
    // And it keeps the promise that it may have made to another leader before.
    const rival = hear(2, { kind: "prepare", ballot: ballot(5, 2), from: 0 });
    expect(course(three, restarted, at(3_000, rival)).effects).toEqual([]);
  });

  it("says to others how far it has come, and says nothing when it is not sure", () => {
    const question = hear(2, { kind: "read", client, sequence: 0, by: "lease" });
    const chosen = at(2_000, alive(1, 1_000), ask("a"), accepted(1, 0));
    expect(toldTo(2, course(three, elected, chosen, at(3_000, question)))).toEqual([
      { kind: "read-slot", client, sequence: 0, by: "lease", slot: 1 },
    ]);
    expect(course(three, elected, chosen, at(1_000 + length, question)).effects).toEqual([]);
  });
});

describe("a node that does not lead", () => {
  const follows = at(0, start, heartbeat());

  it("asks the leader which slots it has to apply, and answers from its own copy", () => {
    expect(toldTo(1, course(three, follows, at(0, read("lease"))))).toEqual([
      { kind: "read", client, sequence: 0, by: "lease" },
    ]);
    const told = at(0, accept(other, 0, "a"), read("lease"), readSlot(1, "lease", 1));
    expect(decisions(course(three, follows, told))).toEqual([]);
    expect(decisions(course(three, follows, told, at(0, heartbeat(1))))).toEqual(["0: a", "lease → a"]);
  });

  it("asks again when the timer rings, and whoever leads by then", () => {
    const asked = at(0, start, read("lease"), heartbeat(), ring("retry"));
    expect(toldTo(1, course(three, asked))).toEqual([{ kind: "read", client, sequence: 0, by: "lease" }]);
  });

  it("gives back the time that a heartbeat was sent", () => {
    expect(toldTo(1, course(three, follows))).toEqual([{ kind: "alive", ballot: other, sentAt: 5 }]);
  });
});

describe("a read by quorum", () => {
  const led = at(0, start, accept(other, 0, "a"), accept(other, 1, "b", 1));

  it("asks everyone, needs a phase-1 quorum, and goes as far as any of them has accepted", () => {
    const five = system(5);
    const asked = course(five, led, at(0, read("quorum")));
    const question = { kind: "read", client, sequence: 0, by: "quorum" };
    expect([1, 2, 3, 4].map((node) => toldTo(node, asked))).toEqual([1, 2, 3, 4].map(() => [question]));
    const told = [read("quorum"), readSlot(2, "quorum", 3), readSlot(4, "quorum", 2)];
    const applied = at(0, accept(other, 2, "c", 2));
    expect(decisions(course(five, led, at(0, ...told), applied))).toEqual(["1: b"]);
    expect(decisions(course(five, led, at(0, ...told), applied, at(0, heartbeat(3))))).toEqual([
      "2: c",
      "quorum → abc",
    ]);
    expect(
      decisions(course(five, led, at(0, ...told.slice(0, 2), heartbeat(2), accept(other, 2, "c", 3)))),
    ).toEqual(["2: c"]);
  });

  it("says to others up to where it has accepted or applied", () => {
    const question = hear(2, { kind: "read", client, sequence: 0, by: "quorum" });
    const [answer] = toldTo(2, course(three, led, at(0, question)));
    expect(answer).toMatchObject({ kind: "read-slot", slot: 2 });
  });

  it("goes through the log if what it waits for is not chosen in time", () => {
    const waiting = at(0, heartbeat(2), read("quorum"), readSlot(2, "quorum", 7), ring("retry"));
    const wish = { client, sequence: 0, command: "?" };
    expect(toldTo(1, course(three, led, waiting))).toEqual([{ kind: "forward", commands: [wish] }]);
  });

  it("needs no clock, and no leases", () => {
    const told = at(0, heartbeat(2), read("quorum"), readSlot(2, "quorum", 2));
    expect(decisions(course(system(3, { clockDrift: null }), led, told))).toEqual(["quorum → ab"]);
  });
});

describe("a client that reads", () => {
  const told = [read("quorum"), readSlot(1, "quorum", 0)];

  it("may ask again: while it waits, that is nothing new; after it, it is answered again", () => {
    expect(course(three, at(0, start, read("quorum"), read("quorum"))).effects).toEqual([]);
    expect(decisions(course(three, at(0, start, ...told, ...told)))).toEqual(["quorum → "]);
  });

  it("gets no answer meant for another of its calls", () => {
    const late = [read("quorum", 0), read("quorum", 1), readSlot(1, "quorum", 0, 0)];
    expect(course(three, at(0, start, ...late)).effects).toEqual([]);
  });

  it("changes nothing past the log: what would goes through it", () => {
    const writes = at(0, start, heartbeat(), read("quorum", 0, "z"), readSlot(2, "quorum", 0));
    const forwarded = { client, sequence: 0, command: "z" };
    expect(toldTo(1, course(three, writes))).toEqual([{ kind: "forward", commands: [forwarded] }]);
    const throughLog = at(0, start, heartbeat(), read("log"));
    expect(toldTo(1, course(three, throughLog))).toEqual([
      { kind: "forward", commands: [{ client, sequence: 0, command: "?" }] },
    ]);
  });
});

describe("bad settings", () => {
  it("are leases without nodes that keep to their leader, or clocks that may stand still", () => {
    expect(() => system(3, { isSticky: false })).toThrow("isSticky must not be false");
    expect(() => system(3, { clockDrift: 1 })).toThrow("clockDrift must be a fraction");
  });

  it("are none, but then there are no reads by lease", () => {
    const without = system(3, { clockDrift: null });
    expect(() => course(without, at(0, start, read("lease")))).toThrow(
      "say in clockDrift how wrong a clock may be",
    );
  });
});

it("no lease lasts longer than the loyalty it rests on, whatever clocks do within their bound", () => {
  const { leaseLength } = soundRules<string, string, string>();
  const share = double({ min: 0, max: 1, noNaN: true });
  const moment = integer({ min: 0, max: 10_000_000 });
  const patience = integer({ min: 1_000, max: 1_000_000 });
  const drift = double({ min: 0, max: 0.9, noNaN: true });
  assert(
    property(drift, share, share, patience, moment, moment, (drift, one, two, patience, sent, later) => {
      const [leader, follower] = [one, two].map((share) => 1 - drift + 2 * drift * share) as [number, number];
      const holds =
        Math.floor((sent + later) * leader) < Math.floor(sent * leader) + leaseLength(patience, drift);
      return !holds || later < Math.round(patience / follower);
    }),
    { numRuns: 2_000, seed: 1 },
  );
});
