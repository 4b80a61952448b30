import { IntakeProblem, type Entry } from "./entry.ts";

/** Somebody who hands in a whole checkout of the course hands in these too. They are not theirs. */
const notTheirs: ReadonlySet<string> = new Set([
  "solutions",
  "test",
  "src",
  "node_modules",
  ".git",
  "dist",
  "__MACOSX",
]);

/** Whether it could be somebody's solution: `acceptor.ts`, at most a few folders deep, in no folder of ours. */
export function isCandidate(slug: string, path: string): boolean {
  const parts = path.split("/");
  if (parts.at(-1) !== `${slug}.ts` || parts.length > 5) return false;
  return !parts.slice(0, -1).some((part) => notTheirs.has(part));
}

/** Nobody may make us look anywhere but into what they handed in. */
function isPlainPath(path: string): boolean {
  return (
    !path.includes("\\") && !path.includes("\0") && !path.startsWith("/") && !path.split("/").includes("..")
  );
}

/**
 * The one file that solves the exercise; null if there is none. Of several the one that lies highest counts, and a
 * folder called like the exercise is preferred: `acceptor/acceptor.ts`.
 *
 * @throws IntakeProblem if it cannot be told which one is meant.
 */
export function pick(slug: string, entries: readonly Entry[]): Entry | null {
  const odd = entries.find(({ path }) => path.endsWith(`${slug}.ts`) && !isPlainPath(path));
  if (odd !== undefined)
    throw new IntakeProblem(`The name ${JSON.stringify(odd.path)} leads out of the submission.`);
  const ranked = entries
    .filter(({ path }) => isCandidate(slug, path))
    .map((entry) => ({ entry, rank: rankOf(slug, entry.path) }))
    .sort((a, b) => a.rank - b.rank);
  const [best, rival] = ranked;
  if (best === undefined) return null;
  if (rival !== undefined && rival.rank === best.rank) {
    const both = `${best.entry.path} and ${rival.entry.path}`;
    throw new IntakeProblem(`There are two solutions of ${slug}, ${both}; hand in one.`);
  }
  return best.entry;
}

/** Deeper is worse; a folder of the exercise's own name does not count as one. */
function rankOf(slug: string, path: string): number {
  const folders = path.split("/").slice(0, -1);
  return folders.at(-1) === slug ? folders.length - 1.5 : folders.length;
}
