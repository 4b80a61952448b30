import { describe, expect, it } from "vitest";
import { majority, milliseconds } from "../../src/core/index.ts";
import { LogSightings } from "./log-sightings.ts";
import type { MapPaxos } from "./multi-paxos-candidate.ts";
import { movingSightings } from "./reconfiguration-sightings.ts";
import { drawReadStorm, readCandidate } from "./reads.ts";
import { drawMovingStorm, movingCandidate, small, withMoves } from "./reconfiguration.ts";
import { explainFailure, weatherLog } from "./replicated-log.ts";

const candidates = [
  movingCandidate("small slots, a window of 3, a snapshot every 5 slots", small),
  movingCandidate("one slot at a time, thrifty", { ...small, window: 1, isThrifty: true }),
  movingCandidate("a snapshot every 2 slots, not sticky", { ...small, snapshotEvery: 2, isSticky: false }),
  movingCandidate("all as it is by default"),
];

const runs = 50;
const seen = new LogSightings<MapPaxos>(movingSightings);

describe.each(candidates)("Multi-Paxos whose members come and go: $name", (candidate) => {
  it(`breaks nothing in ${runs} storms, and serves clients at every node once they are over`, () => {
    for (let seed = 1; seed <= runs; seed++) {
      const storm = drawMovingStorm(candidate, seed);
      const { run, complaint } = weatherLog(candidate, storm);
      if (complaint !== null) expect.fail(explainFailure(candidate, storm, complaint));
      seen.note(run);
    }
  });
});

it("what clients read past the log is the latest, whoever the members are", () => {
  const candidate = readCandidate("three of five nodes", 5, { quorums: majority([0, 1, 2]) });
  for (let seed = 1; seed <= 30; seed++) {
    const storm = withMoves(drawReadStorm(5, seed), milliseconds(600));
    const { complaint } = weatherLog(candidate, storm);
    if (complaint !== null) expect.fail(explainFailure(candidate, storm, complaint));
  }
});

it("these storms bring about whatever can become of a configuration", async ({ annotate }) => {
  expect(seen.neverSeen).toEqual([]);
  await annotate(seen.report);
});
