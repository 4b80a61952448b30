import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planSweep, type SweepOptions } from "../../src/experiments/index.ts";
import { coin } from "./coin.ts";

describe("what a sweep has to do", () => {
  it("is every point of the grid, the last parameter changing fastest, and at each the seeds upwards", () => {
    const { runs } = planSweep(coin, { set: { thrower: ["left, hand"] }, seeds: 2, firstSeed: 7 });
    expect(runs.map(({ parameters: { chance, patience }, seed }) => [chance, patience, seed])).toEqual([
      [0.5, 3, 7],
      [0.5, 3, 8],
      [0.5, 100, 7],
      [0.5, 100, 8],
      [0.25, 3, 7],
      [0.25, 3, 8],
      [0.25, 100, 7],
      [0.25, 100, 8],
    ]);
  });

  it("is divided among shards: each run in one of them, none more than one run larger than another", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 10 }), (count, seeds) => {
        const shards = Array.from({ length: count }, (_, index) => {
          return planSweep(coin, { seeds, shard: { index, count } }).runs;
        });
        const sizes = shards.map(({ length }) => length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        const key = (run: object): string => JSON.stringify(run);
        expect(shards.flat().map(key).toSorted()).toEqual(
          planSweep(coin, { seeds }).runs.map(key).toSorted(),
        );
      }),
      { numRuns: 30 },
    );
  });
});

describe("what makes no sense is refused in a sentence", () => {
  it.each<[SweepOptions, RegExp]>([
    [{ seeds: 0 }, /^A sweep needs at least 1 seed for each point; got 0\.$/],
    [{ firstSeed: -1 }, /^Seeds are whole numbers from 0/],
    [{ firstSeed: 2 ** 32 - 2, seeds: 3 }, /^Seeds are whole numbers from 0 to 4294967295/],
    [{ seeds: 1_000_000 }, /^That would be 8,000,000 runs/],
    [{ shard: { index: 4, count: 4 } }, /^There is no shard 4\/4: shards count from 0/],
    [{ set: { head: [1] } }, /^coin has no parameter head; it has chance, patience, thrower, fair\.$/],
    [{ set: { patience: [] } }, /^The parameter patience has no value to try/],
    [{ set: { patience: [Number.NaN] } }, /^The parameter patience cannot be NaN/],
    [{ set: { patience: [3, 3] } }, /^The parameter patience is given the value 3 twice/],
    [{ set: { chance: [2] } }, /^coin cannot run like this: chance is from 0 to 1; got 2\.$/],
  ])("%j", (options, sentence) => {
    expect(() => planSweep<never, never>(coin as never, options as never)).toThrow(sentence);
  });

  it.each([
    [{ name: "Coin" }, /small letters and hyphens/],
    [{ measures: {} }, /^coin measures nothing/],
    [{ parameters: { seed: [1] } }, /cannot call a parameter or measure "seed"/],
    [{ parameters: { throws: [1] } }, /both a parameter and a measure called "throws"/],
    [{ parameters: { chance: [1, "2"] } }, /needs a list of numbers, of texts, or of true and false/],
    [{ parameters: { chance: [] } }, /needs a list of numbers/],
    [{ seeds: 1.5 }, /a whole number of at least 1; got 1\.5/],
    [{ run: null }, /no function `run`/],
  ])("a definition with %j", (change, sentence) => {
    expect(() => planSweep({ ...coin, ...change } as never)).toThrow(sentence);
  });
});
