import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/core/index.ts";
import { crossing, experiment, fastOrClassic, sweepHere } from "../../src/experiments/index.ts";

/** A line that falls from 30 by 2 at each step, and a level one; both shaken by the same dice if they have a seed in common. */
const lines = experiment({
  name: "lines",
  question: "Where do they cross?",
  parameters: { line: ["falling", "level"], x: [0, 5, 10, 15] },
  measures: { height: { title: "height", unit: "m" } },
  seeds: 20,
  run({ line, x }, seed) {
    const shaken = createRandom(seed).integer(-100, 100);
    const own = createRandom(seed * 2 + (line === "level" ? 0 : 1)).unit() - 0.5;
    return { height: (line === "level" ? 15 : 30 - 2 * x) + shaken + own };
  },
});
const options = { x: "x", y: "height", by: "line", between: { first: "falling", second: "level" } } as const;

describe("where two lines cross", () => {
  it("is found between the points of the grid, from runs of the same seed", () => {
    const found = crossing(sweepHere(lines), options);
    // The dice that all share, a hundred metres up or down, make no difference.
    expect(found?.at).toBeCloseTo(7.5, 0);
    expect(found!.low).toBeLessThan(found!.at);
    expect(found!.high).toBeGreaterThan(found!.at);
    expect(found!.high! - found!.low!).toBeLessThan(1);
  });

  it("is the same whichever comes first", () => {
    const sweep = sweepHere(lines);
    const turned = crossing(sweep, { ...options, between: { first: "level", second: "falling" } });
    expect(turned?.at).toBeCloseTo(crossing(sweep, options)!.at);
  });

  it("is nowhere if they do not", () => {
    expect(crossing(sweepHere(lines, { set: { x: [0, 5] } }), options)).toBeNull();
  });
});

describe("fast-or-classic", () => {
  it("has coordinated recovery slower than Paxos while half of the fast rounds collide, and faster later", () => {
    const sweep = sweepHere(fastOrClassic, {
      set: { protocol: ["classic", "fast, coordinated recovery"], gap: [0.5, 8] },
      seeds: 40,
    });
    const found = crossing(sweep, {
      x: "gap",
      y: "time",
      by: "protocol",
      between: { first: "fast, coordinated recovery", second: "classic" },
    });
    expect(found!.at).toBeGreaterThan(0.5);
    expect(found!.at).toBeLessThan(8);
  });
});
