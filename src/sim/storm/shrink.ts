import type { Vocabulary } from "../../core/index.ts";
import type { Storm } from "./storm.ts";

/**
 * The storm with as little happening as still fails: leave out any one happening more, and it passes.
 *
 * Zeller and Hildebrandt's delta debugging (*Simplifying and Isolating Failure-Inducing Input*, 2002):
 * tries to do without ever smaller portions, and begins again after each success. Every trial is a run
 * of its own, because with one fault less the draws of the network fall differently too.
 */
export function shrinkStorm<V extends Vocabulary>(
  storm: Storm<V>,
  fails: (storm: Storm<V>) => boolean,
): Storm<V> {
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
export function withoutSomePortion<V extends Vocabulary>(storm: Storm<V>, size: number): readonly Storm<V>[] {
  const { happenings } = storm;
  const starts = Array.from({ length: Math.ceil(happenings.length / size) }, (_, nth) => nth * size);
  return starts.map((start) => ({ ...storm, happenings: happenings.toSpliced(start, size) }));
}
