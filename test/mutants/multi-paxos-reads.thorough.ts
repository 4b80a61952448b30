import { describe, expect, it } from "vitest";
import { drawReadStorm, readCandidate } from "../conformance/reads.ts";
import { weatherLog } from "../conformance/replicated-log.ts";
import { readMutants, rightReadVariants } from "./multi-paxos-reads.ts";
import type { LogVariant } from "./multi-paxos.ts";

/** The first of so many storms that the variant does not come through, and how. */
function firstFailure(
  { name, protocol }: LogVariant,
  most: number,
): { seed: number; problem: string } | null {
  const candidate = { ...readCandidate(name, 3), protocol };
  for (let seed = 1; seed <= most; seed++) {
    const { complaint } = weatherLog(candidate, drawReadStorm(3, seed));
    if (complaint !== null) return { seed, problem: complaint.problem };
  }
  return null;
}

describe.each(readMutants)("planted bug: $name", (mutant) => {
  it("is found", ({ annotate }) => {
    const failure = firstFailure(mutant, 2_000);
    if (failure === null) expect.fail("2,000 storms have not found it");
    return annotate(`in storm ${failure.seed}: ${failure.problem}`);
  });
});

describe.each(rightReadVariants)("unusual but right: $name", (variant) => {
  it("comes through", () => {
    expect(firstFailure(variant, 50)).toBeNull();
  });
});
