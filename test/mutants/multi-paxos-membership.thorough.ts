import { describe, expect, it } from "vitest";
import { drawMovingStorm, movingCandidate } from "../conformance/reconfiguration.ts";
import { weatherLog } from "../conformance/replicated-log.ts";
import { mutants, rightVariants } from "./multi-paxos-membership.ts";
import type { LogVariant } from "./multi-paxos.ts";

/** The first of so many storms that the variant does not come through, and why. */
function firstFailure({ name, protocol }: LogVariant, most: number): string | null {
  const candidate = { ...movingCandidate(name), protocol };
  for (let seed = 1; seed <= most; seed++) {
    const { complaint } = weatherLog(candidate, drawMovingStorm(candidate, seed));
    if (complaint !== null) return `storm ${seed}: ${complaint.problem}`;
  }
  return null;
}

describe.each(mutants)("planted bug: $name", (mutant) => {
  it("is found", ({ annotate }) => {
    const problem = firstFailure(mutant, 1_000);
    if (problem === null) expect.fail("1,000 storms have not found it");
    return annotate(problem);
  });
});

describe.each(rightVariants)("unusual but right: $name", (variant) => {
  it("comes through", () => {
    expect(firstFailure(variant, 40)).toBeNull();
  });
});
