import { describe, expect, it } from "vitest";
import type { Property } from "../../src/core/index.ts";
import { agreement } from "../../src/properties/index.ts";
import { PropertyViolation, requireHeld } from "../../src/sim/index.ts";
import { ask, decide, play, send, type Puppet } from "./puppet.ts";

const quarrel = {
  properties: [agreement<Puppet>()],
  schedule: [ask(0, 0, decide("drains")), ask(50, 1, decide("roads"), send(0, "ha")), ask(90, 0)],
};

/** Nobody may say this word. */
const never = (word: string): Property<Puppet, boolean> => ({
  name: "decency",
  initial: false,
  observe: (memory, _, event) => memory || (event.kind === "send" && event.message === word),
  violation: (memory) => (memory ? `somebody said ${word}` : null),
});

describe("a run that breaks a property", () => {
  const run = play(quarrel);

  it("ends there, and says what is wrong, where, and after how many events", () => {
    expect(run.ended).toBe("violation");
    expect(run.violation).toEqual({
      property: "agreement",
      problem: 'node 1 decided "roads" after "drains" had been decided',
      seed: 1,
      at: 50,
      events: run.trace.events.length,
    });
  });

  it("has a trace that ends with the event that broke it", () => {
    expect(run.trace.events.at(-1)).toMatchObject({ kind: "decide", node: 1, at: 50 });
    const lost = play({
      properties: [never("damn")],
      network: { latency: { kind: "constant", latency: 1 }, loss: 1, duplication: 0, ordering: "any" },
      schedule: [ask(0, 0, send(1, "hello"), send(1, "damn"), send(1, "sorry"))],
    });
    expect(lost.trace.events.at(-1)).toMatchObject({ kind: "send", message: "damn" });
  });

  it("throws with the seed in its message, if asked to", () => {
    expect(() => requireHeld(run)).toThrow(PropertyViolation);
    expect(() => requireHeld(run)).toThrow(
      'agreement is violated: node 1 decided "roads" after "drains" had been decided ' +
        "(seed 1, after 6 events, at 50 µs; the same set-up and seed replay it.)",
    );
  });

  it("does the same again from its seed", () => {
    expect(play(quarrel)).toEqual(run);
  });
});

it("a run that breaks nothing is handed through", () => {
  const run = play({ properties: [never("damn")], schedule: [ask(0, 0, send(1, "hello"))] });
  expect(requireHeld(run)).toBe(run);
});
