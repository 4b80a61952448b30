import { vi } from "vitest";
import * as vitest from "vitest";
import type { Candidate } from "../../../src/judge/index.ts";

/** A test that a learner sees. */
export interface VisibleTest {
  readonly name: string;
  readonly run: () => unknown;
}

/** A wrong exercise, and what its author overlooked. */
export interface Planted<Exercise> {
  readonly bug: string;
  readonly exercise: Exercise;
}

/**
 * The bugs that the judge has to find, too.
 *
 * @param wired - how the exercise hands its functions to the protocol, if it does.
 */
export const fromBank = <Module extends object>(
  mutants: readonly Candidate<Module>[],
  wired: (module: Module) => object = () => ({}),
): readonly Planted<object>[] =>
  mutants.map(({ name, module }) => ({ bug: name, exercise: { ...module, ...wired(module) } }));

let loaded = 0;

/** The visible tests of an exercise, with this module in place of the one that a learner edits. */
async function visibleTests(slug: string, exercise: object): Promise<readonly VisibleTest[]> {
  const tests: VisibleTest[] = [];
  const groups: string[] = [];
  const test = (name: string, run: () => unknown): void => {
    tests.push({ name: [...groups, name].join(" › "), run });
  };
  const describe = (name: string, body: () => void): void => {
    groups.push(name);
    body();
    groups.pop();
  };
  const each =
    (one: (name: string, run: () => unknown) => void) =>
    (cases: readonly unknown[]) =>
    (name: string, run: (...values: readonly unknown[]) => unknown): void => {
      for (const values of cases) {
        const list = Array.isArray(values) ? values : [values];
        one(`${name} (${String(list[0])})`, () => run(...list));
      }
    };
  vi.doMock("vitest", () => ({
    ...vitest,
    describe: Object.assign(describe, { each: each(describe) }),
    test: Object.assign(test, { each: each(test) }),
  }));
  vi.doMock(`#exercise/${slug}/${slug}.ts`, () => exercise);
  loaded += 1;
  // Another name each time, so that the file is read anew, and only it.
  await import(/* @vite-ignore */ `../../../exercises/${slug}/${slug}.test.ts?planted=${loaded}`);
  vi.doUnmock("vitest");
  vi.doUnmock(`#exercise/${slug}/${slug}.ts`);
  return tests;
}

export interface Failure {
  readonly test: string;
  readonly message: string;
}

/** The first visible test that this exercise does not pass; null if it passes them all. */
export async function firstFailure(slug: string, exercise: object): Promise<Failure | null> {
  for (const { name, run } of await visibleTests(slug, exercise)) {
    try {
      await run();
    } catch (error) {
      return { test: name, message: error instanceof Error ? error.message : String(error) };
    }
  }
  return null;
}
