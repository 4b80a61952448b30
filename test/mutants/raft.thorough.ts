import { describe, expect, it } from "vitest";
import { mapCandidate, type MapCandidate } from "../conformance/raft-candidate.ts";
import { drawLogStorm } from "../conformance/replicated-log-storms.ts";
import { weatherLog } from "../conformance/replicated-log.ts";
import { mutants, rightVariants, type RaftVariant } from "./raft.ts";

/** The first of so many storms that the variant does not come through. */
function firstFailure({ name, nodes = 3, network, protocol }: RaftVariant, most: number): Failure {
  const candidate: MapCandidate = { ...mapCandidate(name, nodes), protocol };
  for (let seed = 1; seed <= most; seed++) {
    const { complaint } = weatherLog(candidate, drawLogStorm(candidate, seed, network));
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
    const { runs, problem } = firstFailure(mutant, 500);
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
    expect(firstFailure(variant, 20)).toEqual({ runs: 20, problem: null });
  });
});
