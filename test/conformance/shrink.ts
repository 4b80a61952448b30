import type { Storm } from "./storm.ts";

/**
 * The storm with as little happening as still fails: leave out any one happening more, and it passes.
 *
 * Zeller and Hildebrandt's delta debugging (2002): tries to do without ever smaller portions, and begins
 * again after each success. Every trial is a run of its own, because with one fault less the draws of the
 * network fall differently too.
 */
export function shrinkStorm(storm: Storm, fails: (storm: Storm) => boolean): Storm {
  let smallest = storm;
  let portion = Math.ceil(storm.happenings.length / 2);
  while (portion > 0) {
    const smaller = withoutSomePortion(smallest, portion).find(fails);
    if (smaller !== undefined) smallest = smaller;
    else portion = portion === 1 ? 0 : Math.ceil(portion / 2);
  }
  return smallest;
}

/** Each storm that lacks a run of `size` happenings. */
export function withoutSomePortion(storm: Storm, size: number): readonly Storm[] {
  const { happenings } = storm;
  const starts = Array.from({ length: Math.ceil(happenings.length / size) }, (_, nth) => nth * size);
  return starts.map((start) => ({ ...storm, happenings: happenings.toSpliced(start, size) }));
}
