import { describe, expect, it } from "vitest";
import type { KeyValueOperation, KeyValueResult } from "../../src/properties/index.ts";
import { mapCandidate, type MapCandidate, type MapPaxos } from "../conformance/multi-paxos-candidate.ts";
import { drawLogStorm } from "../conformance/replicated-log-storms.ts";
import { explainFailure, weatherLog } from "../conformance/replicated-log.ts";
import { stepMutants } from "./multi-paxos-steps.ts";
import { mutants, rightVariants, type LogVariant } from "./multi-paxos.ts";

/** The first of so many storms that the variant does not come through. */
function firstFailure({ name, nodes = 3, network, protocol }: LogVariant, most: number): Failure {
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

const forgetful = mutants.find(({ name }) => name === "nothing is written to disk")!;
const bank = [...mutants, ...stepMutants];

describe.each(bank)("planted bug: $name", (mutant) => {
  it("is found", () => {
    const { runs, problem } = firstFailure(mutant, 2_000);
    if (problem === null) expect.fail(`${runs} storms have not found it`);
    found.push(`${mutant.name} | storm ${runs} | ${problem}`);
  });
});

it("how many storms each took", ({ annotate }) => {
  expect(found).toHaveLength(bank.length);
  return annotate(found.join("\n"));
});

describe.each(rightVariants)("unusual but right: $name", (variant) => {
  it("comes through", () => {
    expect(firstFailure(variant, 100)).toEqual({ runs: 100, problem: null });
  });
});

it("a failure is told with its seed and with as little of its storm as it takes", () => {
  const candidate: MapCandidate = { ...mapCandidate("forgetful", 3), protocol: forgetful.protocol };
  const storm = drawLogStorm<MapPaxos, KeyValueOperation, KeyValueResult>(candidate, 4);
  const { complaint } = weatherLog(candidate, storm);
  const [headline, size, ...happenings] = explainFailure(candidate, storm, complaint!).split("\n");
  expect(headline).toMatch(/^forgetful, seed 4: log agreement: node \d applied/);
  expect(size).toBe(`It takes ${happenings.length} of the storm's ${storm.happenings.length} happenings:`);
  expect(happenings.length).toBeLessThan(storm.happenings.length / 2);
});
