import { describe, expect, it } from "vitest";
import { at, calmNetwork, type Network, type Setup } from "../../src/sim/index.ts";
import { ask, heardBy, persist, play, send, setTimer, type Puppet } from "./puppet.ts";

const network = (odd: Partial<Network>): Partial<Setup<Puppet>> => ({ network: { ...calmNetwork, ...odd } });

describe("a set-up that makes no sense is refused in one sentence", () => {
  const refused: readonly { readonly setup: Partial<Setup<Puppet>>; readonly sentence: string }[] = [
    {
      setup: { nodes: 0 },
      sentence: "setup.nodes must be a whole number of at least 1, or a list of names; got 0.",
    },
    { setup: { nodes: [] }, sentence: "setup.nodes names no node; a run needs at least one." },
    { setup: { seed: 0.5 }, sentence: "A seed is a whole number; got 0.5." },
    { setup: network({ loss: 1.5 }), sentence: "network.loss is a probability from 0 to 1; got 1.5." },
    {
      setup: network({ spells: [{ from: 5, to: 5, link: {} }] }),
      sentence: "A spell of network.spells ends at 5, not after 5.",
    },
    {
      setup: network({ duplication: NaN }),
      sentence: "network.duplication is a probability from 0 to 1; got NaN.",
    },
    {
      setup: network({ latency: { kind: "constant", latency: -1 } }),
      sentence: "network.latency.latency must not be negative; got -1.",
    },
    {
      setup: network({ latency: { kind: "constant", latency: 0.5 } }),
      sentence: "network.latency.latency is in whole microseconds; got 0.5.",
    },
    {
      setup: network({ latency: { kind: "uniform", min: 5, max: 1 } }),
      sentence: "network.latency: min 5 is above max 1.",
    },
    {
      setup: { ...network({ link: () => ({ loss: 2 }) }), schedule: [ask(0, 0, send(1, "hello"))] },
      sentence: "network.loss is a probability from 0 to 1; got 2.",
    },
    {
      setup: { schedule: [at(-5, { kind: "crash", node: 0 })] },
      sentence: "A crash is scheduled at -5; times are whole microseconds from 0 on.",
    },
    {
      setup: { schedule: [at(5, { kind: "crash", node: 7 })] },
      sentence: "A crash names node 7; the nodes are 0 to 1.",
    },
    {
      setup: { schedule: [at(5, { kind: "partition", label: "split", groups: [[0], [1, 0]] })] },
      sentence: 'The partition "split" lists node 0 twice; put it in one group.',
    },
    {
      setup: { crashBefore: [{ node: 3, effect: () => true }] },
      sentence: "A crashBefore names node 3; the nodes are 0 to 1.",
    },
    {
      setup: { crashBefore: [{ node: 0, effect: () => true, nth: 0 }] },
      sentence: "crashBefore.nth counts matching effects from 1; got 0.",
    },
    { setup: { clockRates: [0] }, sentence: "A clock rate must be a number above 0 (1 runs true); got 0." },
    { setup: { clockRates: [1, 1, 1] }, sentence: "setup.clockRates lists 3 clocks for 2 nodes." },
    { setup: { untilTime: -1 }, sentence: "setup.untilTime must not be negative; got -1." },
    { setup: { untilSteps: NaN }, sentence: "setup.untilSteps must not be negative; got NaN." },
  ];

  it.each(refused)("$sentence", ({ setup, sentence }) => {
    expect(() => play(setup)).toThrow(sentence);
  });
});

describe("a protocol that makes no sense is told so", () => {
  it("when it sends to a node that does not exist", () => {
    expect(() => play({ schedule: [ask(0, 0, send(9, "hello"))] })).toThrow(
      "puppet sends a message to node 9; the nodes are 0 to 1.",
    );
  });

  it("when it sets a timer that cannot run", () => {
    expect(() => play({ schedule: [ask(0, 0, setTimer("alarm", { min: 5, max: 1 }))] })).toThrow(
      'puppet sets the timer "alarm" to run from 5 to 1; a timer runs for whole microseconds, from min to max.',
    );
  });
});

describe("a run ends", () => {
  const hello = [ask(0, 0, send(1, "hello")), ask(1_000, 0, persist("late"))];

  it("quietly, when nothing is left to happen", () => {
    expect(play({ schedule: hello })).toMatchObject({ ended: "quiet", endedAt: 1_000, steps: 5 });
  });

  it("at its time limit; what is due at that very moment still happens", () => {
    expect(play({ schedule: hello, untilTime: 10 })).toMatchObject({
      ended: "time limit",
      endedAt: 10,
      steps: 4,
    });
  });

  it("at its step limit", () => {
    expect(play({ schedule: hello, untilSteps: 3 })).toMatchObject({ ended: "step limit", steps: 3 });
  });
});

it("names the nodes as the set-up does, or by number", () => {
  expect(play({ nodes: ["Kurla", "Bandra"] }).trace.names).toEqual(["Kurla", "Bandra"]);
  expect(play({}).trace.names).toEqual(["node 0", "node 1"]);
});

it("runs the same without keeping a trace", () => {
  const schedule = [ask(0, 0, send(1, "hello"))];
  const quiet = play({ schedule, trace: "off" });
  expect(quiet.trace.events).toEqual([]);
  expect(heardBy(quiet, 1)).toEqual(["0: hello"]);
  expect({ ...quiet, trace: null }).toEqual({ ...play({ schedule }), trace: null });
});
