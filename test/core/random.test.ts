import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { always } from "../always.ts";
import { createRandom, nodes, seconds, type Random } from "../../src/core/index.ts";

const draws = (random: Random, count = 8): readonly number[] =>
  Array.from({ length: count }, () => random.integer(0, 999_999));

const ascending = (a: number, b: number): number => a - b;

describe("seeded randomness", () => {
  it("gives the same draws for the same seed, on every machine", () => {
    expect(draws(createRandom(42))).toEqual(draws(createRandom(42)));
    expect(draws(createRandom(42), 4)).toMatchInlineSnapshot(`
      [
        351613,
        170984,
        677472,
        176248,
      ]
    `);
  });

  it("gives unlike draws for neighbouring seeds", () => {
    const firsts = new Set(nodes(1_000).map((seed) => createRandom(seed).integer(0, 1_000_000_000)));
    expect(firsts.size).toBe(1_000);
    // Half of 10,000 first coins show heads, give or take four standard deviations.
    const heads = nodes(10_000).filter((seed) => createRandom(seed).chance(0.5)).length;
    expect(Math.abs(heads - 5_000)).toBeLessThan(200);
  });

  it("forks into a source that later draws of the parent do not disturb", () => {
    const quiet = createRandom(1);
    const busy = createRandom(1);
    const [left, right] = [quiet.fork(), busy.fork()];
    draws(busy, 100);
    expect(draws(left)).toEqual(draws(right));
  });
});

describe("draws", () => {
  const anySeed = fc.integer();

  it("stay within their range, both ends included", () => {
    always(
      fc.property(anySeed, fc.integer(), fc.nat(1_000), (seed, min, span) => {
        const drawn = createRandom(seed).integer(min, min + span);
        expect(drawn).toBeGreaterThanOrEqual(min);
        expect(drawn).toBeLessThanOrEqual(min + span);
      }),
    );
    const random = createRandom(7);
    expect(new Set(Array.from({ length: 100 }, () => random.integer(1, 3)))).toEqual(new Set([1, 2, 3]));
  });

  it("cover spans beyond 32 bits, as a day in microseconds is", () => {
    const random = createRandom(3);
    const day = seconds(86_400);
    const late = Array.from({ length: 100 }, () => random.integer(0, day)).filter((time) => time > day / 2);
    expect(late.length).toBeGreaterThan(30);
    expect(late.length).toBeLessThan(70);
  });

  it("shuffle keeps every item", () => {
    always(
      fc.property(anySeed, fc.array(fc.nat()), (seed, items) => {
        expect(createRandom(seed).shuffle(items).sort(ascending)).toEqual([...items].sort(ascending));
      }),
    );
  });

  it("take nothing from the source when the answer is certain", () => {
    const [plain, asked] = [createRandom(5), createRandom(5)];
    expect([asked.chance(0), asked.chance(1)]).toEqual([false, true]);
    expect(draws(asked)).toEqual(draws(plain));
  });

  it("refuse what makes no sense", () => {
    expect(() => createRandom(0.5)).toThrow("A seed is a whole number; got 0.5.");
    expect(() => createRandom(1).pick([])).toThrow("Cannot pick from an empty list.");
    expect(() => createRandom(1).integer(2, 1)).toThrow("Cannot draw a number from 2 to 1");
  });
});
