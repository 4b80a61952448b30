import { describe, expect, it } from "vitest";
import { pbftPhrases } from "../../../src/protocols/pbft/index.ts";
import { splitByPrimary } from "../../../src/scenarios/index.ts";
import { tell } from "../../../src/sim/index.ts";

describe("PBFT with too few replicas for its liars", () => {
  it.for([
    { replicas: 3, liars: 1, steps: 4 },
    { replicas: 4, liars: 2, steps: 8 },
  ])(
    "of $replicas, $liars lying: two requests are executed as number 1",
    async ({ steps, ...few }, { annotate }) => {
      const { run, trace, summary } = splitByPrimary(few)!;
      expect(summary).toMatchObject({ property: "log agreement (among correct nodes)", steps });
      const executed = run.decisions.map(({ decision }) =>
        decision.kind === "executed" ? decision.executed.map(({ command }) => command) : [],
      );
      expect(executed).toEqual([["drains"], ["pumps"]]);
      await annotate(
        tell(trace, pbftPhrases)
          .map(({ text }) => text)
          .join("\n"),
      );
    },
  );

  it("is not told of two replicas", () => {
    expect(() => splitByPrimary({ replicas: 2, liars: 1 })).toThrow("replicas must be 3 or 4; got 2.");
  });
});
