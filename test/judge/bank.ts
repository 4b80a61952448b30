import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  anyPort,
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

export const solutionOf = (slug: string): Promise<object> => moduleAt(`solutions/${slug}/${slug}.ts`);
export const stubOf = (slug: string): Promise<object> => moduleAt(`exercises/${slug}/${slug}.ts`);

export const judged = (exercise: AnyExercise, module: object, options: JudgeOptions): Verdict =>
  judge(exercise, inProcess(anyPort(exercise.port), module), options);

/** What an exercise's cases are worth. */
export interface Examined {
  readonly slug: string;
  readonly cases: number;
  readonly points: number;
  readonly questions: number;
  readonly milliseconds: number;
  /** Full points for the reference, and for what is unusual and right. */
  readonly right: { readonly passed: number; readonly of: number };
  /** The stub and the planted bugs: none may pass. */
  readonly wrong: { readonly caught: number; readonly of: number };
  /** By name, what was judged as it should not have been. */
  readonly mistakes: readonly string[];
}

/** Puts the reference, the stub, each planted bug and each right variant before the judge, with one seed. */
export async function examine(exercise: AnyExercise, seed: number): Promise<Examined> {
  const { slug, mutants, variants, cases } = exercise;
  const start = performance.now();
  const reference = judged(exercise, await solutionOf(slug), { seed });
  const milliseconds = performance.now() - start;
  const right = [
    { name: "the reference", passes: isPass(reference) },
    ...variants.map(({ name, module }) => ({ name, passes: isPass(judged(exercise, module, { seed })) })),
  ];
  const stub = { name: "the stub", module: await stubOf(slug) };
  const wrong = [stub, ...mutants].map(({ name, module }) => ({
    name,
    passes: isPass(judged(exercise, module, { seed, until: "first failure" })),
  }));
  return {
    slug,
    cases: cases.length,
    points: reference.of,
    questions: reference.questions,
    milliseconds,
    right: { passed: right.filter(({ passes }) => passes).length, of: right.length },
    wrong: { caught: wrong.filter(({ passes }) => !passes).length, of: wrong.length },
    mistakes: [
      ...right
        .filter(({ passes }) => !passes)
        .map(({ name }) => `${slug}: “${name}” is right, and does not pass`),
      ...wrong.filter(({ passes }) => passes).map(({ name }) => `${slug}: “${name}” is wrong, and passes`),
    ],
  };
}
