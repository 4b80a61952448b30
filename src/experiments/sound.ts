import type { Experiment } from "./experiment.ts";
import { requireSoundPlot } from "./plot.ts";
import { SweepError } from "./sweep-error.ts";

/** Columns of the result that no parameter and no measure may take. */
const reserved = ["seed", "error"];

/**
 * Looks at a definition that types may not have checked.
 *
 * @throws SweepError for the first thing that makes no sense.
 */
export function requireSoundExperiment(candidate: unknown): Experiment {
  if (!isObject(candidate))
    throw new SweepError("An experiment is an object with a name, parameters and a run.");
  const { name, question, parameters, measures, seeds, plot, run } = candidate;
  if (typeof name !== "string" || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    throw new SweepError(
      `An experiment needs a name in small letters and hyphens, such as leader-crash; got ${JSON.stringify(name)}.`,
    );
  }
  if (typeof question !== "string")
    throw new SweepError(`${name} has no \`question\`, a sentence that says what it finds out.`);
  if (typeof run !== "function") throw new SweepError(`${name} has no function \`run\`.`);
  if (!Number.isSafeInteger(seeds) || Number(seeds) < 1) {
    throw new SweepError(
      `${name} needs \`seeds\`, a whole number of at least 1; got ${JSON.stringify(seeds)}.`,
    );
  }
  if (!isObject(parameters))
    throw new SweepError(`${name} has no \`parameters\`, a list of values for each name.`);
  if (!isObject(measures) || Object.keys(measures).length === 0) {
    throw new SweepError(`${name} measures nothing: give it \`measures\`, a title and a unit for each name.`);
  }
  for (const [parameter, values] of Object.entries(parameters)) requireValues(name, parameter, values);
  for (const [measure, { title, unit }] of Object.entries(measures as Experiment["measures"])) {
    if (typeof title === "string" && typeof unit === "string") continue;
    throw new SweepError(`The measure ${measure} of ${name} needs a \`title\` and a \`unit\`, both texts.`);
  }
  requireDistinctNames(name, [...reserved, ...Object.keys(parameters), ...Object.keys(measures)]);
  if (plot !== undefined) requireSoundPlot(name, plot, { parameters, measures });
  return candidate as unknown as Experiment;
}

function requireValues(experiment: string, parameter: string, values: unknown): void {
  const kinds = Array.isArray(values) ? new Set(values.map((value) => typeof value)) : new Set();
  const [kind] = kinds;
  if (kinds.size === 1 && (kind === "number" || kind === "string" || kind === "boolean")) return;
  throw new SweepError(
    `The parameter ${parameter} of ${experiment} needs a list of numbers, of texts, or of true and false.`,
  );
}

function requireDistinctNames(experiment: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new SweepError(
    reserved.includes(twice)
      ? `${experiment} cannot call a parameter or measure ${JSON.stringify(twice)}: the result has a column of that name.`
      : `${experiment} has both a parameter and a measure called ${JSON.stringify(twice)}; rename one.`,
  );
}

function isObject(candidate: unknown): candidate is Readonly<Record<string, unknown>> {
  return typeof candidate === "object" && candidate !== null && !Array.isArray(candidate);
}
