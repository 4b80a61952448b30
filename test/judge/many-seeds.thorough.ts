import { describe, expect, it } from "vitest";
import { exercises } from "../../src/judge/index.ts";
import { examine } from "./bank.ts";

/** Each student is asked something else: no seed may let a wrong idea through, or stumble over what is right. */
describe.each(exercises)("the judge of $slug", (exercise) => {
  it.each([227, 1998, 2026])("judges all of its bank rightly with seed %i", async (seed) => {
    expect((await examine(exercise, seed)).mistakes).toEqual([]);
  });
});
