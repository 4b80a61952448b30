import { expect, it } from "vitest";
import type { KeyValueOperation, KeyValueResult } from "../../src/properties/index.ts";
import { mapCandidate, type MapCandidate, type MapPaxos } from "../conformance/multi-paxos-candidate.ts";
import { drawLogStorm } from "../conformance/replicated-log-storms.ts";
import { explainFailure, weatherLog } from "../conformance/replicated-log.ts";
import { testByStorms } from "./by-storms.ts";
import { stepMutants } from "./multi-paxos-steps.ts";
import { mutants, rightVariants, type LogVariant } from "./multi-paxos.ts";

function weather({ name, nodes = 3, network, protocol }: LogVariant, seed: number): string | null {
  const candidate: MapCandidate = { ...mapCandidate(name, nodes), protocol };
  return weatherLog(candidate, drawLogStorm(candidate, seed, network)).complaint?.problem ?? null;
}

testByStorms({
  mutants: [...mutants, ...stepMutants],
  rightVariants,
  weather,
  patience: 2_000,
  storms: 100,
});

const forgetful = mutants.find(({ name }) => name === "nothing is written to disk")!;

it("a failure is told with its seed and with as little of its storm as it takes", () => {
  const candidate: MapCandidate = { ...mapCandidate("forgetful", 3), protocol: forgetful.protocol };
  const storm = drawLogStorm<MapPaxos, KeyValueOperation, KeyValueResult>(candidate, 4);
  const { complaint } = weatherLog(candidate, storm);
  const [headline, size, ...happenings] = explainFailure(candidate, storm, complaint!).split("\n");
  expect(headline).toMatch(/^forgetful, seed 4: log agreement: node \d applied/);
  expect(size).toBe(`It takes ${happenings.length} of the storm's ${storm.happenings.length} happenings:`);
  expect(happenings.length).toBeLessThan(storm.happenings.length / 2);
});
