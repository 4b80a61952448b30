import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import {
  anyPort,
  exercises,
  inProcess,
  isPass,
  judge,
  type AnyExercise,
  type JudgeOptions,
  type Verdict,
} from "../../src/judge/index.ts";

const root = join(import.meta.dirname, "../..");

const moduleAt = (path: string): Promise<object> =>
  import(pathToFileURL(join(root, path)).href) as Promise<object>;

const judged = (exercise: AnyExercise, module: object, options: JudgeOptions): Verdict =>
  judge(exercise, inProcess(anyPort(exercise.port), module), options);

describe.each(exercises)("the judge of $slug", (exercise) => {
  const { slug, mutants, variants } = exercise;

  it("gives the reference solution full marks, whatever the seed", async () => {
    const solution = await moduleAt(`solutions/${slug}/${slug}.ts`);
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
    const stub = await moduleAt(`exercises/${slug}/${slug}.ts`);
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
