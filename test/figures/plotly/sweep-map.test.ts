import { describe, expect, it } from "vitest";
import { collisions, sweepHere } from "../../../src/experiments/index.ts";
import { sweepMap } from "../../../src/figures/index.ts";

const options = {
  title: "Collisions",
  x: "gap",
  y: "jitter",
  measure: "collided",
  xTitle: "gap (ms)",
  yTitle: "jitter (ms)",
} as const;

describe("a sweep over two parameters as a map", () => {
  it("has a square for each point, with the mean in it, and says the same in words", () => {
    const sweep = sweepHere(collisions, { set: { gap: [1, 16], jitter: [1, 8] }, seeds: 20 });
    const { data, alt } = sweepMap(sweep, options);
    const means = sweep.summary.map(({ measures }) => measures.collided.mean!.value);
    expect(data[0]).toMatchObject({
      x: ["1", "16"],
      y: ["1", "8"],
      z: [
        [means[0], means[2]],
        [means[1], means[3]],
      ],
    });
    expect(alt).toContain(`At 8: ${means[1]}, ${means[3]}.`);
  });

  it("refuses a sweep that has more to show", () => {
    const sweep = sweepHere(collisions, { set: { gap: [1], jitter: [1], proposers: [2, 3] }, seeds: 2 });
    expect(() => sweepMap(sweep, options)).toThrow(
      'sweepMap draws gap and jitter; give "proposers" one value, or a map for each.',
    );
  });
});
