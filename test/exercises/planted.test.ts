import { describe, expect, it } from "vitest";
import { wrongLeaders } from "./planted/leader.ts";
import { wrongReplicas } from "./planted/replica.ts";
import { firstFailure } from "./planted/visible.ts";

/** A grade is worth what the tests behind it are worth: these have to see every one of these bugs. */
describe.each([
  { slug: "leader", wrong: wrongLeaders },
  { slug: "replica", wrong: wrongReplicas },
])("the visible tests of $slug", ({ slug, wrong }) => {
  it.each<{ readonly bug: string; readonly exercise: object }>(wrong)("find: $bug", async ({ exercise }) => {
    const failure = await firstFailure(slug, exercise);
    expect(failure?.message ?? "", "a learner with this bug must not pass").toMatch(/[a-z]+ [a-z]+/);
  });
});
