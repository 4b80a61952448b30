import { describe, expect, it } from "vitest";
import { packed, type Packed } from "../../../src/protocols/packets/index.ts";
import { at, simulate, type Run, type Scheduled, type Setup } from "../../../src/sim/index.ts";
import { persist, puppet, send, setTimer, type Puppet, type PuppetEffect } from "../../sim/puppet.ts";

type InPackets = Packed<Puppet>;

const hurry = { delay: 0 };
const patience = { delay: 100 };

const ask = (time: number, node: number, ...request: readonly PuppetEffect[]): Scheduled<InPackets> =>
  at(time, { kind: "request", node, request });

/** Three nodes, a packet takes 10 µs. */
function play(delay: { readonly delay: number }, setup: Partial<Setup<InPackets>>): Run<InPackets> {
  return simulate({
    protocol: packed(puppet, delay),
    nodes: 3,
    seed: 1,
    network: { latency: { kind: "constant", latency: 10 }, loss: 0, duplication: 0, ordering: "any" },
    ...setup,
  });
}

const effectsOf = ({ trace }: Run<InPackets>): readonly string[] =>
  trace.events.flatMap((event) => {
    if (event.kind === "send") return [`${event.at} to ${event.to}: ${event.message.messages.join(", ")}`];
    return event.kind === "persist" ? [`${event.at} persist ${event.value}`] : [];
  });

const memory = (run: Run<InPackets>, node: number): readonly string[] | undefined =>
  run.states[node]?.inner.slice(1).map(({ what }) => what);

describe("packets that leave at once", () => {
  const chatter = [send(1, "a"), send(2, "b"), send(1, "c"), persist("ink"), send(2, "d")];

  it("hold what one step says to a node, after all that it does", () => {
    const run = play(hurry, { schedule: [ask(0, 0, ...chatter)] });
    expect(effectsOf(run)).toEqual(["0 persist ink", "0 to 1: a, c", "0 to 2: b, d"]);
  });

  it("are taken in order, in one step", () => {
    const run = play(hurry, { schedule: [ask(0, 0, ...chatter)] });
    expect(memory(run, 1)).toEqual(["0: a", "0: c"]);
    expect(run.steps).toBe(3 + 1 + 2);
  });
});

describe("packets that wait for more", () => {
  it("leave together, so long after the first message", () => {
    const run = play(patience, {
      schedule: [ask(0, 0, send(1, "a")), ask(60, 0, send(1, "b"), send(2, "c")), ask(120, 0, send(1, "d"))],
    });
    expect(effectsOf(run)).toEqual(["100 to 1: a, b", "100 to 2: c", "220 to 1: d"]);
    expect(run.states[0]?.outbox).toEqual([]);
  });

  it("are lost in a crash before they leave; what was written is not", () => {
    const run = play(patience, {
      schedule: [
        ask(0, 0, persist("ink"), send(1, "a")),
        at(50, { kind: "crash", node: 0 }),
        at(60, { kind: "restart", node: 0 }),
        ask(70, 0, send(1, "b")),
      ],
    });
    expect(run.disks[0]).toBe("ink");
    expect(memory(run, 1)).toEqual(["0: b"]);
  });

  it("do not keep a node from talking to itself, or from its timers", () => {
    const run = play(patience, {
      schedule: [ask(0, 0, send(0, "note"), setTimer("alarm", { min: 5, max: 5 }), send(1, "a"))],
    });
    expect(memory(run, 0)).toEqual(["request", "0: note", "timer alarm"]);
    expect(effectsOf(run)).toEqual(["0 to 0: note", "100 to 1: a"]);
  });
});

it("the messages of a packet share one write: the last, before all else", () => {
  const scribe = packed<Puppet>(
    {
      ...puppet,
      step: (state, input, context) =>
        input.kind === "message"
          ? { state, effects: [persist(input.message), send(input.from, `kept ${input.message}`)] }
          : puppet.step(state, input, context),
    },
    hurry,
  );
  const { effects } = scribe.step(
    { inner: [], outbox: [] },
    { kind: "message", from: 1, message: { kind: "packet", messages: ["a", "b"] } },
    { self: 0, now: 0 },
  );
  expect(effects).toEqual([
    persist("b"),
    { kind: "send", to: 1, message: { kind: "packet", messages: ["kept a", "kept b"] } },
  ]);
});

it("a step that does nothing is known to do nothing", () => {
  const idle = packed<Puppet>({ ...puppet, step: (state) => ({ state, effects: [] }) }, patience);
  const state = idle.initial(0);
  expect(idle.step(state, { kind: "timer", timer: "alarm" }, { self: 0, now: 0 }).state).toBe(state);
});

it("a packet cannot leave before it is packed", () => {
  expect(() => packed(puppet, { delay: -1 })).toThrow(
    "packing.delay is in whole microseconds from 0 on; got -1.",
  );
});
