import type { Effect, Vocabulary } from "../../core/index.ts";

/**
 * A step that writes does so once, before all else. Then a crash in the middle of it is a crash right after it, with the
 * messages unsent taken for messages under way, and what was not decided decided: what is found wrong with less to see is
 * found wrong with more.
 *
 * @throws Error if a protocol's step does otherwise: crashes between steps would not be all there are.
 */
export function requirePersistFirst<V extends Vocabulary>(effects: readonly Effect<V>[]): void {
  if (effects.findLastIndex(({ kind }) => kind === "persist") <= 0) return;
  throw new Error(
    "A step writes to disk after it has done something else, so crashes may not be left between steps.",
  );
}
