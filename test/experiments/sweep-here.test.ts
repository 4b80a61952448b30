import { describe, expect, it } from "vitest";
import { experiment, sweepHere, sweepStepwise, type Experiment } from "../../src/experiments/index.ts";
import { coin } from "./coin.ts";

describe("a sweep in a notebook", () => {
  const sweep = sweepHere(coin, { set: { thrower: ["left, hand"] }, seeds: 40 });

  it("sums up each point, and tells how often something did not happen", () => {
    expect(sweep.missing).toBe(0);
    expect(sweep.runs).toHaveLength(160);
    for (const { parameters, runs, failed, measures } of sweep.summary) {
      expect([runs, failed]).toEqual([40, 0]);
      expect(measures.throws.count + measures.throws.absent).toBe(40);
      expect(measures.luck.absent).toBe(0);
      if (parameters.patience === 100) expect(measures.throws.absent).toBe(0);
      else expect(measures.throws.absent).toBeGreaterThan(0);
    }
    const [patient, hasty] = [sweep.summary[1], sweep.summary[0]];
    expect(patient?.measures.throws.mean?.value).toBeGreaterThan(
      hasty?.measures.throws.mean?.value as number,
    );
  });

  it("can be watched", () => {
    const steps = [...sweepStepwise(coin, { seeds: 1 })];
    expect(steps).toEqual(Array.from({ length: 8 }, (_, nth) => ({ done: nth + 1, total: 8 })));
  });
});

describe("a run that goes wrong", () => {
  const broken = (run: (seed: number) => unknown): Experiment =>
    experiment({
      name: "broken",
      question: "What goes wrong?",
      parameters: {},
      measures: { gap: { title: "gap", unit: "ms" } },
      seeds: 3,
      run: (_, seed) => run(seed) as { gap: number },
    });

  it("is told with what was thrown; the others are none the worse for it", () => {
    const { runs, summary } = sweepHere(
      broken((seed) => {
        if (seed === 2) throw new RangeError("no quorum");
        return { gap: seed };
      }),
    );
    expect(runs[1]).toEqual({ parameters: {}, seed: 2, error: "RangeError: no quorum" });
    expect(summary[0]).toMatchObject({
      runs: 3,
      failed: 1,
      measures: { gap: { count: 2, mean: { value: 2 } } },
    });
  });

  it.each([
    [{ gap: Number.NaN }, "It measured gap as NaN, which is neither a finite number nor null."],
    [{ gap: "3" }, 'It measured gap as "3", which is neither a finite number nor null.'],
    [{ gop: 3 }, "It measured gap as undefined, which is neither a finite number nor null."],
    [undefined, "It measured gap as undefined, which is neither a finite number nor null."],
  ])("measures nonsense: %j", (measured, error) => {
    expect(sweepHere(broken(() => measured)).runs[0]).toEqual({ parameters: {}, seed: 1, error });
  });
});
