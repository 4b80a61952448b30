import { describe, expect, it } from "vitest";
import { stormOver } from "../conformance/pbft-storms.ts";
import { mutants, rightVariants, type PbftVariant } from "./pbft.ts";

/** The first of so many storms that the variant does not come through. */
function firstFailure({ name: _name, from = 1, ...how }: PbftVariant, most: number): Failure {
  for (let seed = from; seed < from + most; seed++) {
    const { complaint } = stormOver({ count: 4, ...how }, seed);
    if (complaint !== null) return { runs: seed, problem: complaint.problem };
  }
  return { runs: most, problem: null };
}

interface Failure {
  readonly runs: number;
  readonly problem: string | null;
}

const found: string[] = [];

describe.each(mutants)("planted bug: $name", (mutant) => {
  it("is found", () => {
    const { runs, problem } = firstFailure(mutant, 200);
    if (problem === null) expect.fail(`${runs} storms have not found it`);
    found.push(`${mutant.name} | storm ${runs} | ${problem}`);
  });
});

it("how many storms each took", ({ annotate }) => {
  expect(found).toHaveLength(mutants.length);
  return annotate(found.join("\n"));
});

describe.each(rightVariants)("unusual but right: $name", (variant) => {
  it("comes through", () => {
    expect(firstFailure(variant, 10)).toEqual({ runs: 10, problem: null });
  });
});
