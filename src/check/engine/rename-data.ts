import { SymmetryError } from "../symmetry.ts";
import type { Permutation } from "./permutations.ts";

/** A copy of plain data in which the nodes named under these keys have changed places. */
export function renameData<T>(data: T, keys: ReadonlySet<string>, permutation: Permutation): T {
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) return data.map((item) => renameData<unknown>(item, keys, permutation)) as T;
  const entries = Object.entries(data).map(([key, value]: [string, unknown]) => [
    key,
    keys.has(key) ? renameIds(key, value, permutation) : renameData(value, keys, permutation),
  ]);
  return Object.fromEntries(entries) as T;
}

function renameIds(key: string, value: unknown, permutation: Permutation): unknown {
  const renamed = (id: unknown): number => {
    const place = typeof id === "number" ? permutation[id] : undefined;
    if (place !== undefined) return place;
    throw new SymmetryError(
      `model.symmetry.idsUnder names ${JSON.stringify(key)}, where ${JSON.stringify(value)} stands: ` +
        "it must be the id of a node, a set of such ids, or null.",
    );
  };
  if (value === null || value === undefined) return value;
  return Array.isArray(value) ? value.map(renamed).sort((a, b) => a - b) : renamed(value);
}
