import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogue, leaderCrash, quorumLatency, sweepHere } from "../../src/experiments/index.ts";
import { requireSoundExperiment } from "../../src/experiments/sound.ts";

const folder = new URL("../../src/experiments/catalogue/", import.meta.url);

describe("the catalogue", () => {
  it("has each experiment in a file called like it", () => {
    const files = readdirSync(folder).filter((file) => file !== "index.ts" && file !== "index.js");
    const names = catalogue.map(({ name }) => `${name}.ts`);
    expect(files.filter((file) => names.includes(file))).toEqual(names.toSorted());
  });

  it.each(catalogue.map((experiment) => [experiment.name, experiment] as const))(
    "%s is sound, and the same seed gives the same",
    (_, experiment) => {
      expect(() => requireSoundExperiment(experiment)).not.toThrow();
      const first = { seeds: 1, shard: { index: 0, count: 1_000_000 } };
      const { runs } = sweepHere(experiment, first);
      expect(runs).toHaveLength(1);
      expect(runs[0]).not.toHaveProperty("error");
      expect(sweepHere(experiment, first).runs).toEqual(runs);
    },
  );
});

describe("leader-crash", () => {
  it("nobody is answered until the followers have lost patience", () => {
    const { summary } = sweepHere(leaderCrash, {
      set: { nodes: [3], patience: [100, 400], heartbeat: [25] },
      seeds: 4,
    });
    const [short, long] = summary.map(({ measures: { gap } }) => gap);
    expect(short!.absent + long!.absent).toBe(0);
    // A heartbeat may have come just before the crash or be a whole one old.
    expect(short!.least).toBeGreaterThan(75);
    expect(short!.most).toBeLessThan(300);
    expect(long!.least).toBeGreaterThan(375);
  });
});

describe("quorum-latency", () => {
  it("a smaller quorum in phase 2 makes it faster, and phase 1 slower", () => {
    const { summary } = sweepHere(quorumLatency, { set: { phase2: [2, 4], jitter: [20] }, seeds: 60 });
    const [few, many] = summary.map(({ measures }) => measures);
    expect(few!.phase2Time.median!.high).toBeLessThan(many!.phase2Time.median!.low!);
    expect(few!.phase1.median!.low).toBeGreaterThan(many!.phase1.median!.high!);
  });
});
