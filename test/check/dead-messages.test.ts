import * as fc from "fast-check";
import { expect, test } from "vitest";
import { explore, type Model } from "../../src/check/index.ts";
import { always } from "../always.ts";
import { randomModel, type Nonsense } from "./random-model.ts";

/** The same question, asked so that nothing looks at what comes in. */
function unwatched(model: Model<Nonsense>): Model<Nonsense> {
  const { eventually: _, ...rest } = model;
  return {
    ...rest,
    properties: model.properties!.slice(0, 1).map((property) => ({ ...property, watches: ["decide"] })),
    sometimes: model.sometimes!.filter((sometimes) => "event" in sometimes),
  };
}

test("without dead messages the verdict, the shortest runs and the ending are the same, with fewer states", () => {
  let saved = 0;
  always(
    fc.property(randomModel, (random) => {
      const model = unwatched(random);
      const limits = { depth: 7, states: 20_000 };
      let whole;
      try {
        whole = explore({ ...model, deadMessages: "kept" }, limits);
      } catch (error) {
        expect(() => explore(model, limits)).toThrow((error as Error).message);
        return;
      }
      fc.pre(whole.ended !== "state limit");
      const reduced = explore(model, limits);
      expect(whole.deadMessages).toBe("kept");
      if (reduced.states < whole.states) expect(reduced.deadMessages).toBe("left out");
      expect(reduced.violation?.property).toBe(whole.violation?.property);
      expect(reduced.violation?.script.length).toBe(whole.violation?.script.length);
      if (whole.violation !== null) return;
      expect(reduced.sometimes.map(({ witness }) => witness?.length)).toEqual(
        whole.sometimes.map(({ witness }) => witness?.length),
      );
      expect(reduced.states).toBeLessThanOrEqual(whole.states);
      if (whole.ended === "exhausted") expect(reduced.ended).toBe("exhausted");
      saved += whole.states - reduced.states;
    }),
    300,
  );
  expect(saved).toBeGreaterThan(500);
});
