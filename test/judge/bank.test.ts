import { describe, expect, it } from "vitest";
import type { AcceptorModule } from "../../src/judge/exercises/acceptor/port.ts";
import { exerciseCalled, exercises, isPass } from "../../src/judge/index.ts";
import { judged, solutionOf, stubOf } from "./bank.ts";

/** `npm run exercises`, which CI runs too, puts all planted bugs and all right variants before the judge as well. */
describe.each(exercises)("the judge of $slug", (exercise) => {
  const { slug } = exercise;

  it("gives the reference solution full marks", async () => {
    const verdict = judged(exercise, await solutionOf(slug), { seed: 2 });
    expect(verdict.cases.filter(({ outcome }) => outcome.kind !== "passed")).toEqual([]);
    expect(verdict.disqualified).toBeNull();
  });

  it("does not pass the stub", async () => {
    const stub = await stubOf(slug);
    expect(isPass(judged(exercise, stub, { seed: 1, until: "first failure" }))).toBe(false);
  });
});

describe("a wrong idea", () => {
  const { mutants } = exerciseCalled("ballots");

  it.each(mutants)("is recognised: $name", ({ module }) => {
    // By its own name, or that of another which cannot be told from it by what was asked.
    expect(judged(exerciseCalled("ballots"), module, { seed: 1 }).behavesLike).not.toBeNull();
  });

  it("is recognised in code that is written another way", async () => {
    const acceptor = exerciseCalled("acceptor");
    const { acceptorRole } = (await solutionOf("acceptor")) as AcceptorModule;
    const mine = {
      acceptorRole: () => ({
        ...acceptorRole(),
        onAccept: (
          ...[state, from, message, learners]: Parameters<ReturnType<typeof acceptorRole>["onAccept"]>
        ) => {
          const step = acceptorRole().onAccept(state, from, message, learners);
          const next = { ...step.state, promised: state.promised };
          const effects = step.effects.map((effect) =>
            effect.kind === "persist" ? { ...effect, value: next } : effect,
          );
          return { state: next, effects };
        },
      }),
    };
    expect(judged(acceptor, mine, { seed: 1 }).behavesLike).toBe("accepts without raising its promise");
  });
});
