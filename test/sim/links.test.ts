import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom, milliseconds, nodes } from "../../src/core/index.ts";
import { calmNetwork, type Latency } from "../../src/sim/index.ts";
import { drawLatency } from "../../src/sim/network.ts";
import { always } from "../always.ts";
import { ask, heardBy, play, send, told } from "./puppet.ts";

function sample(latency: Latency, count = 4_000): readonly number[] {
  const random = createRandom(1);
  return Array.from({ length: count }, () => drawLatency(latency, random)).sort((a, b) => a - b);
}

const mean = (draws: readonly number[]): number => draws.reduce((sum, draw) => sum + draw) / draws.length;

/** A hundred messages from node 0 to node 1, numbered in the order of sending. */
const hundred = nodes(100).map((nth) => ask(nth, 0, send(1, `${nth}`)));

const inOrder = nodes(100).map((nth) => `0: ${nth}`);

describe("latency", () => {
  it("is whole microseconds and never negative, whatever the distribution", () => {
    const duration = fc.nat(milliseconds(50));
    const anyLatency: fc.Arbitrary<Latency> = fc.oneof(
      fc.record({ kind: fc.constant("constant" as const), latency: duration }),
      duration.map((min) => ({ kind: "uniform" as const, min, max: min + 100 })),
      fc.record({ kind: fc.constant("exponential" as const), min: duration, mean: duration }),
      fc.record({
        kind: fc.constant("log-normal" as const),
        median: duration,
        sigma: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    );
    always(
      fc.property(anyLatency, fc.integer(), (latency, seed) => {
        const drawn = drawLatency(latency, createRandom(seed));
        expect(Number.isSafeInteger(drawn) && drawn >= 0).toBe(true);
      }),
    );
  });

  it("uniform: fills the span from min to max", () => {
    const draws = sample({ kind: "uniform", min: 10, max: 20 });
    expect(new Set(draws)).toEqual(new Set(nodes(11).map((step) => 10 + step)));
  });

  it("exponential: at least min, and the mean above it", () => {
    const draws = sample({ kind: "exponential", min: 1_000, mean: 5_000 });
    expect(draws[0]).toBeGreaterThanOrEqual(1_000);
    expect(mean(draws)).toBeGreaterThan(5_700);
    expect(mean(draws)).toBeLessThan(6_300);
  });

  it("log-normal: half of the draws below the median, and a long tail", () => {
    const draws = sample({ kind: "log-normal", median: 10_000, sigma: 1 });
    expect(draws[2_000]).toBeGreaterThan(9_300);
    expect(draws[2_000]).toBeLessThan(10_700);
    // One standard deviation above the median is e times it; 84 % lie below.
    expect(draws[3_364]).toBeGreaterThan(25_000);
    expect(draws[3_364]).toBeLessThan(29_500);
  });
});

describe("a link", () => {
  it("delivers what is sent, after its latency", () => {
    const run = play({ schedule: [ask(5, 0, send(1, "hello"))] });
    expect(told(run, "send", "deliver")).toEqual(["5 0 send", "15 1 deliver"]);
    expect(heardBy(run, 1)).toEqual(["0: hello"]);
  });

  it("does not delay or lose what a node tells itself", () => {
    const run = play({ network: { ...calmNetwork, loss: 1 }, schedule: [ask(5, 0, send(0, "note"))] });
    expect(told(run, "deliver")).toEqual(["5 0 deliver"]);
  });

  it("loses the given share of messages, and the trace says which", () => {
    const run = play({ network: { ...calmNetwork, loss: 0.3 }, schedule: hundred });
    const lost = run.trace.events.filter((event) => event.kind === "drop");
    expect(lost.length).toBeGreaterThan(15);
    expect(lost.length).toBeLessThan(45);
    expect(lost.every(({ why }) => why === "loss")).toBe(true);
    expect(heardBy(run, 1)).toHaveLength(100 - lost.length);
  });

  it("is otherwise for a spell", () => {
    const spells = [{ from: 10, to: 20, link: { loss: 1 } }];
    const latency = { kind: "constant", latency: 1 } as const;
    const run = play({ network: { ...calmNetwork, latency, spells }, schedule: hundred });
    expect(heardBy(run, 1)).toEqual([...inOrder.slice(0, 10), ...inOrder.slice(20)]);
  });

  it("delivers some messages twice under one id, if it duplicates", () => {
    const run = play({ network: { ...calmNetwork, duplication: 0.3 }, schedule: hundred });
    const ids = run.trace.events.flatMap((event) => (event.kind === "deliver" ? [event.id] : []));
    const twice = ids.length - new Set(ids).size;
    expect(twice).toBeGreaterThan(15);
    expect(twice).toBeLessThan(45);
  });

  it("reorders messages, or keeps their order if it is FIFO", () => {
    expect(heardBy(play({ network: calmNetwork, schedule: hundred }), 1)).not.toEqual(inOrder);
    const fifo = play({ network: { ...calmNetwork, ordering: "fifo" }, schedule: hundred });
    expect(heardBy(fifo, 1)).toEqual(inOrder);
  });

  it("can differ from the others: only Andheri's messages are late", () => {
    const run = play({
      nodes: ["Colaba", "Bandra", "Andheri"],
      network: {
        ...calmNetwork,
        latency: { kind: "constant", latency: 10 },
        link: (from) => (from === 2 ? { latency: { kind: "constant", latency: 500 } } : undefined),
      },
      schedule: [ask(0, 2, send(0, "late")), ask(0, 1, send(0, "prompt")), ask(0, 0, send(2, "to Andheri"))],
    });
    expect(run.states[0]?.slice(2)).toEqual([
      { what: "1: prompt", at: 10 },
      { what: "2: late", at: 500 },
    ]);
    expect(run.states[2]?.at(-1)).toEqual({ what: "0: to Andheri", at: 10 });
  });
});
