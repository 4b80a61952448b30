import murmurhash from "murmurhash";

/** A seed for one purpose, made of a seed and names: whoever knows one of them knows nothing of the others. */
export function seedFor(seed: number, ...names: readonly string[]): number {
  return murmurhash.v3(JSON.stringify(names), seed | 0);
}
