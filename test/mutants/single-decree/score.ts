import { drawStorm, weather } from "../../../src/sim/index.ts";
import { storms, vessel } from "../../conformance/consensus.ts";
import { bank, mutants } from "./bank.ts";
import { inWords } from "./bounds.ts";
import { candidateFor, stormQuorums, type Mutant } from "./variant.ts";

/** After so many random storms without a find, a bug counts as not found that way. */
export const patience = 5_000;

/** How many random storms it takes until one breaks something; null if the patience ends before. */
export function stormsUntilFound(mutant: Mutant): number | null {
  const candidate = candidateFor(mutant, stormQuorums(mutant));
  const subject = vessel(candidate);
  const profile = storms(candidate);
  for (let seed = 1; seed <= patience; seed++) {
    if (weather(subject, drawStorm(profile, seed)).violation !== null) return seed;
  }
  return null;
}

/** The mutation score as a table in Markdown. */
export function scoreTable(stormsFor: (mutant: Mutant) => number | null): readonly string[] {
  const shelves = bank.map(({ title, mutants }) => [
    row(`**${title}**`, "", "", "", "", ""),
    ...mutants.map((mutant) => scoreRow(mutant, stormsFor(mutant))),
  ]);
  return [
    row("Planted bug", "Found with", "What breaks", "Steps", "First unsafe vote", "Storms"),
    row("---", "---", "---", "---:", "---:", "---:"),
    ...shelves.flat(),
  ];
}

function scoreRow({ name, bounds, shortest, unsafeVote }: Mutant, storms: number | null): string {
  const { property, steps } = shortest;
  const found = storms === null ? "not found" : storms.toLocaleString("en");
  return row(name, inWords(bounds), property, `${steps}`, unsafeVote === null ? "–" : `${unsafeVote}`, found);
}

/** The sentence above the table. */
export function scoreLine(foundByStorms: number): string {
  const planted = mutants.length;
  return (
    `Mutation score: the checker finds ${planted} of ${planted} planted bugs (100 %), ` +
    `and up to ${patience.toLocaleString("en")} random storms find ${foundByStorms}.`
  );
}

const row = (...cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
