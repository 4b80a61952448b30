import { assert, type IRawProperty } from "fast-check";

/** Holds the property against random examples, the same ones in every run of the tests. */
export function always<Example>(property: IRawProperty<Example, false>, numRuns = 100): void {
  assert(property, { seed: 1998, numRuns });
}
