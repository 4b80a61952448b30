import type { Vocabulary } from "../core/index.ts";
import { narrate, PropertyViolation } from "../sim/index.ts";
import type { Scenario, SeededOptions, Story } from "./scenario.ts";

/** What came of running one scenario with many seeds. */
export interface Hunt<V extends Vocabulary, Summary> {
  readonly runs: number;
  /** The seeds with which a property failed. */
  readonly failingSeeds: readonly number[];
  /** Of the failed runs, the one that failed after the fewest events. */
  readonly shortest: Story<V, Summary> | null;
}

/** Runs the scenario with the seeds 1, 2, … `seeds`, in search of a run that breaks a property. */
export function hunt<Options extends SeededOptions, V extends Vocabulary, Summary>(
  scenario: Scenario<Options, V, Summary>,
  seeds: number,
  options: Partial<Options> = {},
): Hunt<V, Summary> {
  const failingSeeds: number[] = [];
  let shortest: Story<V, Summary> | null = null;
  let fewest = Infinity;
  for (let seed = 1; seed <= seeds; seed++) {
    const story = scenario.run({ ...options, seed });
    const { violation } = story.run;
    if (violation === null) continue;
    failingSeeds.push(seed);
    if (violation.events < fewest) [fewest, shortest] = [violation.events, story];
  }
  return { runs: seeds, failingSeeds, shortest };
}

/** The broken property, its seed and the last lines of the run, for people; null if nothing is wrong. */
export function explainViolation<V extends Vocabulary, Summary>(
  { run, trace }: Story<V, Summary>,
  lastLines = 25,
): string | null {
  if (run.violation === null) return null;
  const lines = narrate(trace);
  const shown = lines.slice(-lastLines);
  const heading =
    shown.length < lines.length ? `The last ${shown.length} things that happened:` : "What happened:";
  return [new PropertyViolation(run.violation).message, heading, ...shown].join("\n");
}
