import { describe, expect, it } from "vitest";
import { formatJson, mergeShards, sweepHere, type NamedSweep } from "../../src/experiments/index.ts";
import { coin } from "./coin.ts";

const shard = (index: number, options: object = {}, count = 3): NamedSweep => ({
  name: `${index}.json`,
  sweep: sweepHere(coin, { seeds: 4, ...options, shard: { index, count } }),
});
const [a, b, c] = [shard(0), shard(1), shard(2)];

describe("shards, merged", () => {
  it("are the whole sweep, in whichever order they come", () => {
    const whole = formatJson(sweepHere(coin, { seeds: 4 }));
    expect(formatJson(mergeShards([a, b, c]))).toBe(whole);
    expect(formatJson(mergeShards([c, a, b]))).toBe(whole);
  });

  const stopped = { ...b, sweep: { ...b.sweep, missing: 2, runs: b.sweep.runs.slice(2) } };
  const changed = (change: object): NamedSweep => ({ ...b, sweep: { ...b.sweep, ...change } });

  it.each<[string, readonly NamedSweep[], string | RegExp]>([
    ["none", [], "There is nothing to merge"],
    ["one missing", [a, c], "Shard 1/3 is missing."],
    ["two missing", [b], "Shards 0/3, 2/3 are missing."],
    ["one twice", [a, b, b, c], "1.json and 1.json are both shard 1/3."],
    ["of other numbers", [a, b, shard(2, {}, 4)], "0.json is one of 3 shards and 2.json one of 4."],
    [
      "a whole sweep",
      [a, { name: "all.json", sweep: sweepHere(coin) }],
      /0\.json and all\.json were run with different seeds/,
    ],
    ["not complete", [a, stopped, c], "1.json is not complete: 2 of its 11 runs are missing."],
    ["other parameters", [a, b, shard(2, { set: { chance: [0.5] } })], "were run with different parameters"],
    ["other seeds", [a, b, shard(2, { firstSeed: 2 })], "were run with different seeds"],
    ["another experiment", [a, changed({ experiment: "dice" }), c], '"coin" and "dice"'],
    [
      "other code",
      [a, changed({ code: { paxoslab: "9.9.9", sha256: "f00" } }), c],
      "were run with different code",
    ],
  ])("are refused: %s", (_, shards, sentence) => {
    expect(() => mergeShards(shards)).toThrow(sentence);
  });

  it("a whole sweep is no shard", () => {
    const whole = { name: "all.json", sweep: sweepHere(coin, { seeds: 4 }) };
    expect(() => mergeShards([whole])).toThrow("all.json is a whole sweep and no shard of one");
  });
});
