import * as fc from "fast-check";
import { expect, it } from "vitest";
import { groupedBy } from "../../src/core/index.ts";

it("is what Map.groupBy is, where there is one", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (numbers) => {
      const remainder = (number: number): number => number % 3;
      expect([...groupedBy(numbers, remainder)]).toEqual([...Map.groupBy(numbers, remainder)]);
    }),
  );
});
