import { describe, expect, it } from "vitest";
import { mapZab } from "../conformance/zab-candidate.ts";
import { drawLogStorm } from "../conformance/replicated-log-storms.ts";
import { weatherLog } from "../conformance/replicated-log.ts";
import { mutants, rightVariants, type ZabVariant } from "./zab.ts";

interface Failure {
  readonly runs: number;
  readonly problem: string | null;
}

/** The first of so many storms that the variant does not come through. */
function firstFailure({ name, processes, protocol }: ZabVariant, most: number): Failure {
  const candidate = { ...mapZab(name, processes), protocol };
  for (let seed = 1; seed <= most; seed++) {
    const { complaint } = weatherLog(candidate, drawLogStorm(candidate, seed));
    if (complaint === null) continue;
    return { runs: seed, problem: complaint.problem };
  }
  return { runs: most, problem: null };
}

const found: string[] = [];

describe.each(mutants)("planted bug: $name", (mutant) => {
  it("is found", () => {
    const { runs, problem } = firstFailure(mutant, 2_000);
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
    expect(firstFailure(variant, 60)).toEqual({ runs: 60, problem: null });
  });
});
