import type { Planted } from "./visible.ts";

/**
 * The wrong ideas by which the judge is judged, for the tests that a learner sees: these have to find them as well.
 *
 * @param rest what an exercise offers besides, made of the same functions.
 */
export const planted = <Module extends object>(
  mutants: readonly { readonly name: string; readonly module: Module }[],
  rest: (module: Module) => object,
): readonly Planted<object>[] =>
  mutants.map(({ name, module }) => ({ bug: name, exercise: { ...module, ...rest(module) } }));
