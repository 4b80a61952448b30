import type { Experiment, Grid, Point, Value } from "./experiment.ts";
import type { Plan, Seeds, Shard } from "./plan.ts";
import { SweepError } from "./sweep-error.ts";

/** @throws SweepError for the first of the options that makes no sense or does not fit the experiment. */
export function requireSoundOptions(
  experiment: Experiment,
  { parameters, seeds, shard }: Pick<Plan, "parameters" | "seeds" | "shard">,
): void {
  requireSeeds(seeds);
  if (shard !== null) requireShard(shard);
  requireKnown(experiment, parameters);
  for (const [name, values] of Object.entries(parameters)) requireDistinctValues(name, values);
  requireFeasible(parameters, seeds);
}

function requireSeeds({ first, count }: Seeds): void {
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new SweepError(`A sweep needs at least 1 seed for each point; got ${count}.`);
  }
  // A seed is taken for 32 bits (core/random.ts): beyond, two of them could be the same.
  if (!Number.isInteger(first) || first < 0 || first + count > 2 ** 32) {
    throw new SweepError(
      `Seeds are whole numbers from 0 to ${2 ** 32 - 1}; got ${first} to ${first + count - 1}.`,
    );
  }
}

/** More results than these would not fit into the memory of one process. */
const mostRuns = 1_000_000;

function requireFeasible(parameters: Grid<Point>, { count }: Seeds): void {
  const runs = Object.values(parameters).reduce((product, values) => product * values.length, count);
  if (runs <= mostRuns) return;
  throw new SweepError(
    `That would be ${runs.toLocaleString("en")} runs, and a sweep has at most ${mostRuns.toLocaleString("en")}; ` +
      "try fewer values or seeds, or other seeds in a sweep of their own.",
  );
}

function requireShard({ index, count }: Shard): void {
  if (Number.isInteger(count) && count >= 1 && Number.isInteger(index) && index >= 0 && index < count) return;
  throw new SweepError(
    `There is no shard ${index}/${count}: shards count from 0, so of 4 they are 0/4 to 3/4.`,
  );
}

function requireKnown({ name, parameters }: Experiment, set: Grid<Point>): void {
  const stranger = Object.keys(set).find((key) => !Object.hasOwn(parameters, key));
  if (stranger === undefined) return;
  const known = Object.keys(parameters).join(", ");
  throw new SweepError(
    `${name} has no parameter ${stranger}; ${known === "" ? "it has none" : `it has ${known}`}.`,
  );
}

function requireDistinctValues(name: string, values: readonly Value[]): void {
  if (values.length === 0)
    throw new SweepError(`The parameter ${name} has no value to try; give at least one.`);
  const odd = values.find((value) => typeof value === "number" && !Number.isFinite(value));
  if (odd !== undefined)
    throw new SweepError(`The parameter ${name} cannot be ${odd}; give a finite number.`);
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined)
    throw new SweepError(`The parameter ${name} is given the value ${twice} twice; once is enough.`);
}
