import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  apply,
  explorer,
  initialOutcome,
  type Explorer,
  type Model,
  type Report,
} from "../../src/check/index.ts";
import { isWithin } from "../../src/check/reference/actions.ts";
import { naiveExplorer } from "../../src/check/reference/naive.ts";
import { always } from "../always.ts";
import { randomModel, type Nonsense } from "./random-model.ts";

/** Protocols that never stop sending have endless state spaces: a run is cut off here, alike in both. */
const limits = { depth: 7 };

function outcome(search: Explorer<Nonsense>): Report<Nonsense> {
  while (search.advance(100));
  return search.report();
}

/** What the reference makes of a script; the last outcome. */
function replay(model: Model<Nonsense>, script: Report<Nonsense>["sometimes"][number]["witness"]) {
  let at = initialOutcome(model);
  for (const action of script ?? []) at = apply(model, at.state, action);
  return at;
}

const isOutsideFromTheStart = (model: Model<Nonsense>): boolean =>
  !isWithin(model, initialOutcome(model).state);

test("the engine finds what the reference finds, in as many states, as deep", () => {
  always(
    fc.property(randomModel, (model) => {
      if (isOutsideFromTheStart(model)) return;
      const expected = outcome(naiveExplorer(model, { ...limits, states: 600 }));
      fc.pre(expected.ended !== "state limit");
      const found = outcome(explorer(model, limits));
      expect(found.ended).toBe(expected.ended);
      if (expected.violation === null) {
        const { states, generated, depth, outside } = expected;
        expect(found).toMatchObject({ states, generated, depth, outside, violation: null });
        expect(found.sometimes.map(({ witness }) => witness?.length)).toEqual(
          expected.sometimes.map(({ witness }) => witness?.length),
        );
        return;
      }
      expect(found.violation).toMatchObject({
        kind: expected.violation.kind,
        property: expected.violation.property,
      });
      expect(found.violation!.script).toHaveLength(expected.violation.script.length);
      const end = replay(model, found.violation!.script);
      if (found.violation!.kind === "always") expect(end.broken?.problem).toBe(found.violation!.problem);
      else expect(model.eventually![0]!.holds(end.state)).toBe(false);
    }),
    200,
  );
});
