import { describe, expect, it } from "vitest";
import { flexible, nodes } from "../../src/core/index.ts";
import { LogSightings, troublesSeen } from "./log-sightings.ts";
import type { MapPaxos } from "./multi-paxos-candidate.ts";
import { readSightings } from "./read-sightings.ts";
import { drawReadStorm, readCandidate } from "./reads.ts";
import { explainFailure, weatherLog } from "./replicated-log.ts";

const trials = [
  { runs: 100, candidate: readCandidate("3 nodes", 3) },
  { runs: 30, candidate: readCandidate("5 nodes", 5) },
  {
    runs: 30,
    candidate: readCandidate("4 of 5 to prepare, 2 to accept", 5, {
      quorums: flexible(nodes(5), { phase1: 4, phase2: 2 }),
    }),
  },
];

const seen = new LogSightings<MapPaxos>(troublesSeen(), readSightings);

describe.each(trials)("reads through the log, by lease and by quorum, $candidate.name", (trial) => {
  const { candidate, runs } = trial;

  it(`tell the latest in ${runs} storms with clocks as wrong as they may be`, () => {
    for (let seed = 1; seed <= runs; seed++) {
      const storm = drawReadStorm(candidate.nodes, seed);
      const { run, complaint } = weatherLog(candidate, storm);
      if (complaint !== null) expect.fail(explainFailure(candidate, storm, complaint));
      seen.note(run);
    }
  });
});

it("these storms bring about all ways in which a read can go", ({ annotate }) => {
  expect(seen.neverSeen).toEqual([]);
  return annotate(seen.report);
});

it("with clocks that are worse than believed, a read by lease tells what is not so any more", ({
  annotate,
}) => {
  const trusting = readCandidate("clocks trusted too much", 3, { clockDrift: 0.05 });
  // The first of these storms in which it happens, with little of what is in it.
  const storm = drawReadStorm(3, 142);
  const { complaint } = weatherLog(trusting, storm);
  if (complaint === null) expect.fail("the storm of this seed shows nothing; look for another one");
  const explanation = explainFailure(trusting, storm, complaint);
  const [headline, size, ...happenings] = explanation.split("\n");
  expect(headline).toContain(
    "No order explains client 10's get x → null. Before it was invoked, client 1's put x",
  );
  expect(size).toMatch(/It takes \d+ of the storm's 162 happenings/);
  expect(happenings.length).toBeLessThanOrEqual(10);
  expect(happenings.filter((happening) => happening.includes('"lease"'))).toHaveLength(1);
  expect(happenings.filter((happening) => happening.includes('"partition"'))).toHaveLength(1);
  expect(weatherLog(readCandidate("clocks trusted as far as they may be", 3), storm).complaint).toBeNull();
  return annotate(explanation);
});
