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
