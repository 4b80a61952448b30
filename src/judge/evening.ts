import { committee } from "../scenarios/index.ts";
import type { Finding } from "./exercise.ts";

/**
 * What was wrong on an evening into which a solution was built. Some answers make no evening at all: a scenario says so
 * with a RangeError.
 *
 * @param evening which one, as the beginning of a sentence: "On the evening on which Bandra is cut off".
 * @param play plays it; returns the rest of the sentence, or null if nothing was wrong.
 */
export function evening(evening: string, play: () => string | null): Finding | null {
  try {
    const problem = play();
    return problem === null ? null : { sentence: `${evening}, ${withNames(problem)}` };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { sentence: `${evening}, it cannot go on: ${error.message}` };
  }
}

/** Properties know nodes by their numbers, people by their names. */
const withNames = (problem: string): string =>
  problem.replace(/\bnode (\d+)/g, (whole, node: string) => committee[Number(node)] ?? whole);
