import { assert, integer, nat, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom, seconds, type Protocol, type Vocabulary } from "../../src/core/index.ts";
import { at, costs, formatTrace, simulate, type Scheduled } from "../../src/sim/index.ts";
import { ln } from "../../src/sim/arithmetic.ts";
import { ask, decide, heardBy, persist, play, send, setTimer, told, type Puppet } from "./puppet.ts";

/** Every step takes 100 µs. */
const always100 = () => 100;

const fault = (time: number, kind: "crash" | "restart" | "pause" | "resume", node = 1) =>
  at<Puppet>(time, { kind, node });

describe("a node with work to do", () => {
  it("does what a step comes to when the work is done", () => {
    const run = play({ work: always100, schedule: [ask(0, 0, persist("ink"), send(1, "hello"))] });
    expect(told(run, "request", "persist", "send", "deliver")).toEqual([
      "100 0 request",
      "100 0 persist",
      "100 0 send",
      "210 1 deliver",
    ]);
  });

  it("serves what reaches it meanwhile afterwards, in the order it came", () => {
    const run = play({
      work: always100,
      schedule: [
        ask(0, 1, setTimer("alarm", { min: 20, max: 20 })),
        ask(105, 1),
        ask(5, 0, send(1, "hello")),
        ask(130, 1),
      ],
    });
    expect(heardBy(run, 1)).toEqual(["request", "request", "0: hello", "timer alarm", "request"]);
    expect(run.trace.events.filter(({ kind }) => kind === "timer")).toMatchObject([
      { at: 405, work: 100, waited: 185 },
    ]);
  });

  it("reads its clock when it turns to a thing", () => {
    const run = play({ work: always100, clockRates: [0.5], schedule: [ask(10, 0), ask(20, 0)] });
    expect(run.states[0]?.slice(1).map(({ at }) => at)).toEqual([5, 55]);
  });

  it("is no slower because its clock is", () => {
    const run = play({ work: always100, clockRates: [0.5], schedule: [ask(10, 0)] });
    expect(told(run, "request")).toEqual(["110 0 request"]);
  });

  it("does not hear a timer that it stops while the ringing waits in line", () => {
    const run = play({
      work: always100,
      schedule: [
        ask(0, 0, setTimer("alarm", { min: 150, max: 150 })),
        ask(200, 0, { kind: "cancel-timer", timer: "alarm" }),
      ],
    });
    expect(heardBy(run, 0)).toEqual(["request", "request"]);
  });

  it("takes its time over a start only if the schedule says so", () => {
    const run = play({ work: always100, schedule: [] });
    expect(run.trace.events.map(({ at, kind }) => `${at} ${kind}`)).toEqual(["0 start", "0 start"]);
  });
});

describe("a busy node that crashes", () => {
  const run = play({
    work: always100,
    schedule: [
      ask(0, 1, persist("first"), send(0, "first")),
      ask(30, 0, send(1, "in line")),
      ask(110, 1, persist("second"), send(0, "second")),
      fault(150, "crash"),
      fault(300, "restart"),
      ask(310, 1),
    ],
  });

  it("loses the step and all that it would have done; its disk is as before", () => {
    expect(heardBy(run, 0)).toEqual(["request", "1: first"]);
    expect(run.disks[1]).toBe("first");
  });

  it("loses what stood in line, and begins anew after its restart", () => {
    expect(run.trace.events.find(({ kind }) => kind === "drop")).toMatchObject({ at: 150, why: "crashed" });
    expect(heardBy(run, 1)).toEqual(["request"]);
  });
});

describe("a busy node that is paused", () => {
  it("goes on where it stood still", () => {
    const run = play({
      work: always100,
      schedule: [ask(0, 1), fault(60, "pause"), ask(70, 1), fault(1_000, "resume")],
    });
    expect(run.trace.events.filter(({ kind }) => kind === "request")).toMatchObject([
      { at: 1_040, work: 100, waited: 940 },
      { at: 1_140, work: 100, waited: 970 },
    ]);
    expect(run.busy).toEqual([0, 200]);
  });
});

describe("the costs of a step", () => {
  it("are those of its parts", () => {
    const work = costs<Puppet>({
      handle: 10,
      send: 3,
      persist: 100,
      perByte: { cost: 0.5, sizeOf: (message) => message.length },
    });
    expect(work({ kind: "timer", timer: "alarm" }, [])).toBe(10);
    expect(work({ kind: "message", from: 0, message: "four" }, [])).toBe(12);
    expect(work({ kind: "request", request: [] }, [persist("x"), send(1, "fives"), decide("x")])).toBe(116);
  });

  it("must be whole microseconds", () => {
    expect(() => play({ work: () => -1, schedule: [ask(0, 0)] })).toThrow(
      "setup.work says that a step of node 0 takes -1; work takes whole microseconds from 0 on.",
    );
  });

  it("of nothing change nothing but that waiting and work are told", () => {
    const schedule = [ask(5, 0, send(1, "a"), setTimer("t", { min: 1, max: 9 })), ask(5, 1, send(0, "b"))];
    const free = play({ schedule });
    const priced = play({ schedule, work: () => 0 });
    expect(formatTrace(priced.trace).replaceAll(/,"work":0,"waited":0/g, "")).toBe(formatTrace(free.trace));
  });
});

interface Desk extends Vocabulary {
  readonly state: number;
  readonly request: "serve me";
}

const desk: Protocol<Desk> = {
  name: "desk",
  initial: () => 0,
  step: (served) => ({ state: served + 1, effects: [] }),
};

/** Requests at random moments, on average `rate` of them a second: a Poisson process. */
function* poisson(rate: number, seed: number): Generator<Scheduled<Desk>> {
  const random = createRandom(seed);
  for (let time = 0; ; time += Math.round((-ln(1 - random.unit()) * 1e6) / rate)) {
    yield at(time, { kind: "request", node: 0, request: "serve me" });
  }
}

describe("a single server with random arrivals (the queue called M/D/1)", () => {
  function serve(rate: number, work: number, seed: number) {
    const waits: number[] = [];
    const run = simulate<Desk>({
      protocol: desk,
      nodes: 1,
      seed,
      work: () => work,
      schedule: poisson(rate, seed),
      untilTime: seconds(20),
      trace: "off",
      observer: (event) => {
        if (event.kind === "request") waits.push(event.waited!);
      },
    });
    const utilisation = run.busy[0]! / run.endedAt;
    return {
      utilisation,
      served: waits.length,
      wait: waits.reduce((sum, wait) => sum + wait, 0) / waits.length,
    };
  }

  it("is busy for rate × work of the time, and lets wait as long as Pollaczek and Khinchine say", () => {
    const runs = record({ percent: integer({ min: 10, max: 80 }), seed: nat(1_000) });
    assert(
      property(runs, ({ percent, seed }) => {
        const [work, load] = [1_000, percent / 100];
        const { utilisation, wait } = serve((load * 1e6) / work, work, seed);
        expect(utilisation / load).toBeGreaterThan(0.9);
        expect(utilisation / load).toBeLessThan(1.1);
        const expected = (load * work) / (2 * (1 - load));
        expect(wait / expected).toBeGreaterThan(0.6);
        expect(wait / expected).toBeLessThan(1.6);
      }),
      { numRuns: 12, seed: 1 },
    );
  });

  it("never serves more than 1 / work, however many come", () => {
    for (const rate of [2_000, 5_000]) {
      const { utilisation, served } = serve(rate, 1_000, 1);
      expect(utilisation).toBeGreaterThan(0.999);
      expect(served).toBe(seconds(20) / 1_000);
    }
  });
});
