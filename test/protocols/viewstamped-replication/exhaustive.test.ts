import { expect, it } from "vitest";
import { explore, vacuous } from "../../../src/check/index.ts";
import { emptyArray } from "../../../src/core/index.ts";
import { bounded } from "./bounded.ts";

it("keeps one log in every run of three replicas, one command and a change of views that anybody may begin", () => {
  const report = explore(bounded({ view: 1, askedAt: [0], crashes: 0 }));
  expect(report.violation).toBeNull();
  expect(report).toMatchObject({ ended: "exhausted", states: 74_166 });
  expect(vacuous(report)).toEqual([]);
});

it("would execute two commands as the first one, if a new primary heard of logs without their operations", () => {
  const sound = bounded({ view: 1, askedAt: [0, 1], crashes: 0, impatient: [1] });
  const { step } = sound.protocol;
  const careless: typeof sound = {
    ...sound,
    protocol: {
      ...sound.protocol,
      step: (state, input, context) => {
        if (input.kind !== "message" || input.message.kind !== "do-view-change")
          return step(state, input, context);
        const history = { ...input.message.history, log: emptyArray, opNumber: 0, commitNumber: 0 };
        return step(state, { ...input, message: { ...input.message, history } }, context);
      },
    },
  };
  const { violation } = explore(careless, { states: 500_000 });
  expect(violation).toMatchObject({ kind: "always", property: "log agreement" });
});
