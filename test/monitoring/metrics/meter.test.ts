import * as fc from "fast-check";
import { expect, it } from "vitest";
import { majority, milliseconds, nodes, seconds } from "../../../src/core/index.ts";
import { measure, Meter } from "../../../src/monitoring/index.ts";
import {
  singleDecree,
  singleDecreeMonitoring,
  type SingleDecree,
} from "../../../src/protocols/single-decree/index.ts";
import { at, calmNetwork, simulate, stormyNetwork, type Network } from "../../../src/sim/index.ts";
import { answer, ask, ballot, crash, send, sketchLens, traceOf, type SketchEvent } from "../hand-made.ts";

const ms = milliseconds(1);
const proposalsOf = (...events: readonly SketchEvent[]) => measure(traceOf(...events), sketchLens).proposals;

it("a proposal takes from its first asking to its first answer", () => {
  const proposals = proposalsOf(ask(10, 7, 0), ask(30, 7, 0), answer(45, 7, 0), answer(50, 7, 0));
  expect(proposals).toMatchObject({ asked: 1, succeeded: 1, failed: 0, open: 0, askedAgain: 1 });
  expect(proposals.timeToDecide).toMatchObject({ count: 1, max: expect.closeTo(35 * ms, -2) });
});

it("a client that goes on to its next proposal has given up the one before; an answer that comes after that is none", () => {
  const proposals = proposalsOf(ask(10, 7, 0), ask(30, 7, 1), answer(45, 7, 0), ask(50, 8, 0));
  expect(proposals).toMatchObject({ asked: 3, succeeded: 0, failed: 1, open: 2 });
});

it("a proposal fails when another value is chosen", () => {
  expect(proposalsOf(ask(10, 0, 0, "drains"), answer(20, 0, 0, "pumps"))).toMatchObject({
    failed: 1,
    open: 0,
  });
  expect(proposalsOf(ask(10, 0, 0, "drains"), answer(20, 0, 0, "drains"))).toMatchObject({ succeeded: 1 });
});

it("a request that stood in line was asked when it came", () => {
  const late = { ...ask(30, 7, 0), waited: 18 * ms, work: 2 * ms };
  expect(proposalsOf(late, answer(40, 7, 0)).timeToDecide.max).toBeCloseTo(30 * ms, -2);
});

it("leaders come, crash, are succeeded, and step down", () => {
  const lead = (time: number, node: number, round: number) =>
    send(time, node, 1, { kind: "lead", ballot: ballot(round, node) });
  const { leaders } = measure(
    traceOf(
      lead(100, 0, 1),
      lead(150, 0, 1),
      crash(200, 0),
      lead(260, 2, 2),
      lead(300, 3, 3),
      lead(310, 2, 2), // It has not heard of its successor.
      { kind: "set-timer", at: 400 * ms, node: 3, timer: "election", after: ms },
    ),
    sketchLens,
  );
  expect(leaders.reigns.map(({ node, from, to, ended }) => [node, from / ms, to! / ms, ended])).toEqual([
    [0, 100, 200, "crashed"],
    [2, 260, 300, "succeeded by another"],
    [3, 300, 400, "stepped down"],
  ]);
  expect(leaders).toMatchObject({ changes: 2, timeWithout: 60 * ms });
});

it("what a timer makes a node say again is a repeat, and a ballot is one campaign however many hear of it", () => {
  const question = { kind: "ask" } as const;
  const prepare = { kind: "prepare", ballot: ballot(1, 0) } as const;
  const { messages } = measure(
    traceOf(
      send(1, 0, 1, question),
      { kind: "timer", at: 2 * ms, node: 0, timer: "again" },
      send(2, 0, 1, question),
      send(2, 0, 1, prepare),
      send(2, 0, 2, prepare),
      ask(3, 7, 0),
      send(3, 0, 1, question),
    ),
    sketchLens,
  );
  expect(messages).toEqual({
    kinds: {
      ask: { sent: 3, delivered: 0, dropped: 0 },
      prepare: { sent: 2, delivered: 0, dropped: 0 },
    },
    repeated: 1,
    campaigns: 1,
  });
});

it("answers fall into windows, and the longest silence between two of them is the gap", () => {
  const times = [10, 20, 60, 110, 290, 300];
  const events = times.flatMap((time) => [ask(time - 1, time, 0), answer(time, time, 0)]);
  const { answers } = measure(traceOf(...events.toSorted((a, b) => a.at - b.at)), sketchLens);
  expect(answers).toEqual({
    window: 50 * ms,
    perWindow: [2, 1, 1, 0, 0, 1, 1],
    longestSilence: { from: 110 * ms, to: 290 * ms },
  });
});

const quorums = majority(nodes(5));
const duel = (seed: number, network: Network) =>
  simulate<SingleDecree<string>>({
    protocol: singleDecree({ quorums }),
    nodes: 5,
    seed,
    network,
    schedule: [0, 1, 2].map((node) =>
      at(node * ms, { kind: "request", node, request: { kind: "propose", value: `plan of ${node}` } }),
    ),
    untilTime: seconds(20),
  });
const lens = singleDecreeMonitoring<string>(quorums);

it("of three rival plans one succeeds and two fail; a ballot's leader is no leader", () => {
  const { proposals, leaders, messages } = measure(duel(1, calmNetwork).trace, lens);
  expect(proposals).toMatchObject({ asked: 3, succeeded: 1, failed: 2, open: 0 });
  expect(leaders.reigns).toEqual([]);
  expect(messages.campaigns).toBeGreaterThanOrEqual(3);
});

it("watching a run by parts, with looks in between, comes to the same as its whole trace", () => {
  fc.assert(
    fc.property(fc.integer(), fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (seed, looks) => {
      const { trace } = duel(seed, stormyNetwork);
      const meter = new Meter<SingleDecree<string>>(lens);
      const places = new Set(looks.map((share) => Math.floor(share * trace.events.length)));
      for (const [place, event] of trace.events.entries()) {
        if (places.has(place)) meter.metrics();
        meter.observe(event);
      }
      expect(meter.metrics()).toEqual(measure(trace, lens));
    }),
    { numRuns: 15 },
  );
});

it("every message is accounted for", () => {
  const { trace } = duel(3, stormyNetwork);
  const { kinds } = measure(trace, lens).messages;
  const total = (fate: "sent" | "delivered" | "dropped") =>
    Object.values(kinds).reduce((sum, counts) => sum + counts[fate], 0);
  const seen = (kind: string) => trace.events.filter((event) => event.kind === kind).length;
  expect([total("sent"), total("delivered"), total("dropped")]).toEqual([
    seen("send"),
    seen("deliver"),
    seen("drop"),
  ]);
});
