import { assemble, type Heading, type Sweep } from "./sweep.ts";
import { SweepError } from "./sweep-error.ts";

/** A shard's result, and what to call it in a message: the name of its file. */
export interface NamedSweep {
  readonly name: string;
  readonly sweep: Sweep;
}

/**
 * The whole sweep from all its shards, in any order: the same as if it had never been divided.
 *
 * @throws SweepError if one is missing, is there twice, is not complete, or is of another sweep or other code.
 */
export function mergeShards(shards: readonly NamedSweep[]): Sweep {
  const [first] = shards;
  if (first === undefined) throw new SweepError("There is nothing to merge; name the files of all shards.");
  for (const shard of shards) {
    requireSameSweep(first, shard);
    requireComplete(shard);
  }
  requireEachShardOnce(shards);
  const { experiment, question, parameters, measures, seeds, plot, code } = first.sweep;
  return assemble(
    { experiment, question, parameters, measures, seeds, plot, code },
    null,
    shards.flatMap(({ sweep }) => sweep.runs),
  );
}

/** What must be the same in all, and how to say that it is not. */
const common: readonly (readonly [part: keyof Heading, difference: string])[] = [
  ["experiment", "are of different experiments"],
  ["question", "come from different versions of the experiment: they ask different questions"],
  ["measures", "come from different versions of the experiment: they measure different things"],
  ["parameters", "were run with different parameters"],
  ["seeds", "were run with different seeds"],
  ["code", "were run with different code"],
  ["plot", "are to be drawn in different ways"],
];

function requireSameSweep(first: NamedSweep, other: NamedSweep): void {
  for (const [part, difference] of common) {
    const [left, right] = [first, other].map(({ sweep }) => JSON.stringify(sweep[part]));
    if (left === right) continue;
    throw new SweepError(`${first.name} and ${other.name} ${difference}: ${left} and ${right}.`);
  }
}

function requireComplete({ name, sweep: { shard, missing, runs } }: NamedSweep): void {
  if (shard === null) throw new SweepError(`${name} is a whole sweep and no shard of one; leave it out.`);
  if (missing === 0) return;
  throw new SweepError(
    `${name} is not complete: ${missing} of its ${runs.length + missing} runs are missing. ` +
      "Give the command that wrote it once more; it goes on where it stopped.",
  );
}

function requireEachShardOnce(shards: readonly NamedSweep[]): void {
  const seen = new Map<number, string>();
  const count = shards[0]?.sweep.shard?.count ?? 0;
  for (const { name, sweep } of shards) {
    const { index, count: ownCount } = sweep.shard!;
    if (ownCount !== count) {
      throw new SweepError(`${shards[0]!.name} is one of ${count} shards and ${name} one of ${ownCount}.`);
    }
    const other = seen.get(index);
    if (other !== undefined) throw new SweepError(`${other} and ${name} are both shard ${index}/${count}.`);
    seen.set(index, name);
  }
  const missing = Array.from({ length: count }, (_, index) => index).filter((index) => !seen.has(index));
  if (missing.length === 0) return;
  const names = missing.map((index) => `${index}/${count}`).join(", ");
  throw new SweepError(
    `${missing.length === 1 ? "Shard" : "Shards"} ${names} ${missing.length === 1 ? "is" : "are"} missing.`,
  );
}
