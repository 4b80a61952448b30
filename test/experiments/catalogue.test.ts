import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogue, sweepHere, type Experiment } from "../../src/experiments/index.ts";
import { requireSoundExperiment } from "../../src/experiments/sound.ts";
import { figureOf } from "../../src/figures/index.ts";

const manual = new URL("../../docs/experiments.md", import.meta.url);
const folder = new URL("../../src/experiments/catalogue/", import.meta.url);

/** Of the first point of the grid, the first seed. */
const firstRun = { seeds: 1, shard: { index: 0, count: 1_000_000 } };

describe("the catalogue", () => {
  it("has each experiment in a file called like it", () => {
    const files = readdirSync(folder).filter((file) => file !== "index.ts" && file !== "index.js");
    const names = catalogue.map(({ name }) => `${name}.ts`);
    expect(files.filter((file) => names.includes(file))).toEqual(names.toSorted());
  });

  it.each(catalogue.map((experiment) => [experiment.name, experiment] as const))(
    "%s is sound, measures all that it says, the same for the same seed, and can be drawn",
    (_, experiment) => {
      expect(() => requireSoundExperiment(experiment)).not.toThrow();
      const sweep = sweepHere(experiment, firstRun);
      expect(sweep.runs).toHaveLength(1);
      const [run] = sweep.runs;
      expect(run).not.toHaveProperty("error");
      const measured = Object.values("measures" in run! ? run.measures : {});
      expect(measured).toHaveLength(Object.keys(experiment.measures).length);
      expect(measured).not.toContain(null);
      expect(sweepHere(experiment, firstRun).runs).toEqual(sweep.runs);

      const { title, data, layout } = figureOf(sweep);
      // On a narrow page there is room for no more.
      expect(title.length).toBeLessThanOrEqual(41);
      expect(data.some((trace) => (trace as { y?: unknown[] }).y?.some(Number.isFinite))).toBe(true);
      expect(layout.xaxis?.title).toMatchObject({ text: expect.stringMatching(/\w/) });
    },
  );

  it("stands in the manual", () => {
    const rows = readFileSync(manual, "utf8")
      .split("\n")
      .filter((line) => line.startsWith("| `"));
    expect(rows.map((row) => row.replaceAll(/\s+/g, " "))).toEqual(catalogue.map(rowFor));
  });

  it.each(["batch-size", "pipeline-window", "duel", "availability", "wire-bytes"])(
    "%s is drawn of at least 20 seeds",
    (name) => {
      const experiment = catalogue.find((experiment) => experiment.name === name)!;
      expect(experiment.seeds).toBeGreaterThanOrEqual(name === "duel" ? 1_000 : 20);
      expect(experiment.plot).toBeDefined();
    },
  );
});

function rowFor({ name, question, parameters, measures, seeds }: Experiment): string {
  const points = Object.values(parameters).reduce((product, values) => product * values.length, 1);
  const titles = Object.values(measures).map(({ title }) => title);
  const cells = [
    `\`${name}\``,
    question,
    Object.keys(parameters).join(", "),
    titles.join("; "),
    `${points} × ${seeds.toLocaleString("en")}`,
  ];
  return `| ${cells.join(" | ")} |`;
}
