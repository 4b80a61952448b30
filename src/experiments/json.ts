import { requireSoundExperiment } from "./sound.ts";
import { assemble, type Heading, type Sweep } from "./sweep.ts";
import { keyOf, runsOf, type Shard } from "./plan.ts";
import { SweepError } from "./sweep-error.ts";

const format = "paxoslab-experiment";
const version = 1;

/**
 * A sweep as JSON, each run on a line of its own, so that files can be compared line by line. Numbers are written
 * so that they are read back exactly.
 */
export function formatJson(sweep: Sweep): string {
  const fields = Object.entries({ format, version, ...sweep }).map(
    ([name, value]) =>
      `  ${JSON.stringify(name)}: ${Array.isArray(value) ? listed(value) : JSON.stringify(value)}`,
  );
  return `{\n${fields.join(",\n")}\n}\n`;
}

function listed(items: readonly unknown[]): string {
  if (items.length === 0) return "[]";
  return `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(",\n")}\n  ]`;
}

/**
 * What {@link formatJson} wrote. Summaries are computed anew.
 *
 * @throws SweepError in a sentence that goes on after "… is no result of an experiment:".
 */
export function parseJson(text: string): Sweep {
  const read = parsed(text);
  if (read.format !== format) throw new SweepError(`it does not say that its format is ${format}.`);
  if (read.version !== version) {
    throw new SweepError(
      `it is of version ${String(read.version)} of the format; this paxoslab knows ${version}.`,
    );
  }
  const { experiment, question, parameters, measures, seeds, plot, code, shard, runs } = read;
  requireSoundExperiment({
    name: experiment,
    question,
    parameters,
    measures,
    seeds: seeds?.count,
    ...(plot === null ? {} : { plot }),
    run: parseJson,
  });
  if (!Array.isArray(runs)) throw new SweepError("it has no list of runs.");
  const heading: Heading = { experiment, question, parameters, measures, seeds, plot, code };
  requireOwnRuns(heading, shard, runs);
  return assemble(heading, shard, runs);
}

type Written = Sweep & { readonly format?: unknown; readonly version?: unknown };

function parsed(text: string): Written {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === "object" && read !== null) return read as Written;
  } catch (error) {
    throw new SweepError(`it is no JSON (${(error as Error).message}).`, { cause: error });
  }
  throw new SweepError("it is JSON, but no object.");
}

function requireOwnRuns({ parameters, seeds }: Heading, shard: Shard | null, runs: Sweep["runs"]): void {
  const expected = new Set(runsOf(parameters, seeds, shard).map(keyOf));
  for (const run of runs) {
    if (expected.delete(keyOf(run))) continue;
    throw new SweepError(`it has a run twice, or one that is not of its sweep: ${JSON.stringify(run)}.`);
  }
}
