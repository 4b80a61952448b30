import { describe, expect, it } from "vitest";
import { exercises, isPass } from "../../src/judge/index.ts";
import { judged, solutionOf, stubOf } from "./bank.ts";

describe.each(exercises)("the judge of $slug", (exercise) => {
  const { slug, mutants, variants } = exercise;

  it("gives the reference solution full marks, whatever the seed", async () => {
    const solution = await solutionOf(slug);
    for (const seed of [1, 2, 3]) {
      const verdict = judged(exercise, solution, { seed });
      expect(
        verdict.cases.filter(({ outcome }) => outcome.kind !== "passed"),
        `seed ${seed}`,
      ).toEqual([]);
      expect(verdict.disqualified).toBeNull();
    }
  });

  it("does not pass the stub", async () => {
    const stub = await stubOf(slug);
    expect(isPass(judged(exercise, stub, { seed: 1, until: "first failure" }))).toBe(false);
  });

  it.each(variants)("passes what is unusual and right: $name", ({ module }) => {
    const verdict = judged(exercise, module, { seed: 1 });
    expect(verdict).toMatchObject({ disqualified: null, behavesLike: null, points: verdict.of });
  });

  it.each(mutants)("finds: $name", ({ name, module }) => {
    for (const seed of [1, 2]) {
      const verdict = judged(exercise, module, { seed, until: "first failure" });
      expect(isPass(verdict), `seed ${seed}`).toBe(false);
      // Its own name, or that of another wrong idea that cannot be told from it by what was asked.
      expect(verdict.behavesLike, `seed ${seed}: ${name}`).not.toBeNull();
    }
  });
});
