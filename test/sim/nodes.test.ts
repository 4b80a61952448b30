import { describe, expect, it } from "vitest";
import { at, type Scheduled } from "../../src/sim/index.ts";
import { ask, heardBy, persist, play, send, setTimer, told, type Puppet } from "./puppet.ts";

type Fault = "crash" | "restart" | "pause" | "resume";

const fault = (time: number, kind: Fault, node = 1): Scheduled<Puppet> => at(time, { kind, node });

const exactly = (span: number) => ({ min: span, max: span });

describe("a crash", () => {
  it("takes the node's memory and leaves its disk", () => {
    const run = play({ schedule: [ask(0, 1, persist("ink")), fault(10, "crash")] });
    expect(run.states[1]).toBeNull();
    expect(run.disks[1]).toBe("ink");
  });

  it("loses messages, requests and timers until the restart", () => {
    const run = play({
      schedule: [
        ask(0, 1, setTimer("alarm", exactly(30))),
        fault(10, "crash"),
        ask(5, 0, send(1, "anybody there?")),
        ask(15, 1),
        fault(20, "restart"),
      ],
    });
    expect(heardBy(run, 1)).toEqual([]);
    expect(run.trace.events.find(({ kind }) => kind === "drop")).toMatchObject({ at: 15, why: "crashed" });
  });

  it("does not disturb a node that is down already, nor a restart one that is up", () => {
    const run = play({
      schedule: [fault(10, "crash"), fault(20, "crash"), fault(30, "restart"), fault(40, "restart")],
    });
    expect(told(run, "crash", "start").slice(2)).toEqual(["10 1 crash", "30 1 start"]);
  });
});

describe("a restart", () => {
  const written = [ask(0, 1, persist("first"), persist("ink")), fault(10, "crash")];

  it("begins with what the disk holds", () => {
    const run = play({ schedule: [...written, fault(20, "restart")] });
    expect(run.states[1]).toEqual([{ what: "start with ink", at: 20 }]);
  });

  it("begins afresh if the disk is lost", () => {
    const run = play({ schedule: [...written, at(20, { kind: "restart", node: 1, disk: "lost" })] });
    expect(run.states[1]).toEqual([{ what: "start with an empty disk", at: 20 }]);
    expect(run.disks[1]).toBeNull();
  });

  it("does not bring back a timer that was set before the crash", () => {
    const run = play({
      schedule: [
        ask(0, 1, setTimer("alarm", exactly(100))),
        fault(10, "crash"),
        fault(20, "restart"),
        ask(30, 1, setTimer("alarm", exactly(200))),
      ],
    });
    expect(run.states[1]?.at(-1)).toEqual({ what: "timer alarm", at: 230 });
    expect(heardBy(run, 1)).toEqual(["request", "timer alarm"]);
  });
});

describe("a crash in the middle of a step", () => {
  const spokenBeforeWritten = ask(0, 0, send(1, "I promise"), persist("my promise"), send(1, "once more"));

  it("leaves what was done before, and nothing after", () => {
    const run = play({
      schedule: [spokenBeforeWritten],
      crashBefore: [{ node: 0, effect: ({ kind }) => kind === "persist" }],
    });
    expect(heardBy(run, 1)).toEqual(["0: I promise"]);
    expect(run.disks[0]).toBeNull();
    expect(run.states[0]).toBeNull();
  });

  it("strikes at the nth matching effect", () => {
    const run = play({
      schedule: [spokenBeforeWritten],
      crashBefore: [{ node: 0, effect: ({ kind }) => kind === "send", nth: 2 }],
    });
    expect(run.disks[0]).toBe("my promise");
    expect(heardBy(run, 1)).toEqual(["0: I promise"]);
  });
});

describe("a pause", () => {
  it("holds what arrives, in order, until the node resumes", () => {
    const run = play({
      schedule: [
        ask(0, 1, setTimer("alarm", exactly(12))),
        fault(5, "pause"),
        ask(0, 0, send(1, "first")),
        ask(4, 0, send(1, "second")),
        ask(15, 1),
        fault(100, "resume"),
      ],
    });
    expect(run.states[1]?.slice(2)).toEqual([
      { what: "0: first", at: 100 },
      { what: "timer alarm", at: 100 },
      { what: "0: second", at: 100 },
      { what: "request", at: 100 },
    ]);
  });

  it("lets what waited go before what arrives at the moment of resuming", () => {
    const run = play({
      schedule: [
        fault(5, "pause"),
        fault(30, "resume"),
        ask(0, 0, send(1, "waited")),
        ask(20, 0, send(1, "just came")),
      ],
    });
    expect(heardBy(run, 1)).toEqual(["0: waited", "0: just came"]);
  });

  it("does not send what has arrived back into a partition", () => {
    const run = play({
      schedule: [
        fault(5, "pause"),
        ask(0, 0, send(1, "arrived")),
        at(20, { kind: "partition", label: "split", groups: [[0], [1]] }),
        fault(30, "resume"),
      ],
    });
    expect(heardBy(run, 1)).toEqual(["0: arrived"]);
  });

  it("that ends in a crash loses what waited, and the trace says so", () => {
    const run = play({
      schedule: [fault(5, "pause"), ask(0, 0, send(1, "waiting")), fault(20, "crash"), fault(30, "restart")],
    });
    expect(heardBy(run, 1)).toEqual([]);
    expect(run.trace.events.find(({ kind }) => kind === "drop")).toMatchObject({ at: 20, why: "crashed" });
  });
});

describe("a timer", () => {
  it("rings once, after a span between its bounds", () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const run = play({ seed, schedule: [ask(0, 0, setTimer("alarm", { min: 10, max: 20 }))] });
      const [, , ring] = run.states[0] ?? [];
      expect(ring?.what).toBe("timer alarm");
      expect(ring?.at).toBeGreaterThanOrEqual(10);
      expect(ring?.at).toBeLessThanOrEqual(20);
    }
  });

  it("set again counts from the second setting; cancelled, it does not ring", () => {
    const again = play({
      schedule: [ask(0, 0, setTimer("alarm", exactly(50))), ask(20, 0, setTimer("alarm", exactly(50)))],
    });
    expect(again.states[0]?.slice(3)).toEqual([{ what: "timer alarm", at: 70 }]);
    const cancelled = play({
      schedule: [
        ask(0, 0, setTimer("alarm", exactly(50))),
        ask(20, 0, { kind: "cancel-timer", timer: "alarm" }),
      ],
    });
    expect(heardBy(cancelled, 0)).toEqual(["request", "request"]);
  });

  it("follows the node's own clock", () => {
    const run = play({
      clockRates: [0.5, 2],
      schedule: [ask(100, 0, setTimer("slow", exactly(50))), ask(100, 1, setTimer("fast", exactly(50)))],
    });
    expect(told(run, "timer")).toEqual(["125 1 timer", "200 0 timer"]);
    expect(run.states[0]?.at(-1)?.at).toBe(100);
    expect(run.states[1]?.at(-1)?.at).toBe(250);
  });
});
