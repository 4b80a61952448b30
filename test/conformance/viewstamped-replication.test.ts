import { describe, expect, it } from "vitest";
import { stormyNetwork, type Network } from "../../src/sim/index.ts";
import type { ViewstampedReplication } from "../../src/protocols/viewstamped-replication/index.ts";
import { LogSightings, troublesSeen } from "./log-sightings.ts";
import { drawLogStorm } from "./replicated-log-storms.ts";
import { explainFailure, weatherLog, type LogCandidate } from "./replicated-log.ts";
import {
  hasLostItsLog,
  ledgerReplication,
  mapReplication,
  type LedgerReplication,
  type MapReplication,
} from "./viewstamped-replication-candidate.ts";
import { replicationSightings } from "./viewstamped-replication-sightings.ts";

const lossy = { ...stormyNetwork, loss: 0.33 };

interface Trial<S, C, R> {
  readonly candidate: LogCandidate<ViewstampedReplication<S, C, R>, C, R>;
  readonly runs: number;
  readonly network?: Network;
}

/** Fails with the seed, and with as little of the storm as it takes. */
function weatherAll<S, C, R>(
  { candidate, runs, network }: Trial<S, C, R>,
  logbook: LogSightings<ViewstampedReplication<S, C, R>>,
): number {
  let served = 0;
  for (let seed = 1; seed <= runs; seed++) {
    const storm = drawLogStorm<ViewstampedReplication<S, C, R>, C, R>(candidate, seed, network);
    const { run, complaint } = weatherLog<ViewstampedReplication<S, C, R>, C, R>(candidate, storm);
    // Without its log the group must break nothing, but it cannot go on.
    const isExcused = complaint?.kind === "stuck" && hasLostItsLog(run);
    if (complaint !== null && !isExcused)
      expect.fail(explainFailure<ViewstampedReplication<S, C, R>, C, R>(candidate, storm, complaint));
    if (complaint === null) served++;
    logbook.note(run);
  }
  return served;
}

const maps = [
  {
    runs: 120,
    candidate: mapReplication("5 replicas, logs cut every 5 operations", 5, { checkpointEvery: 5 }),
  },
  { runs: 120, candidate: mapReplication("3 replicas", 3) },
  { runs: 60, candidate: mapReplication("5 replicas, a third of the messages lost", 5), network: lossy },
];

const ledgers = [
  {
    runs: 40,
    candidate: ledgerReplication("3 replicas, logs cut every 3 operations", 3, { checkpointEvery: 3 }),
  },
];

const mapsSeen = new LogSightings<MapReplication>(troublesSeen(), replicationSightings());
const ledgersSeen = new LogSightings<LedgerReplication>();

describe.each(maps)("Viewstamped Replication with a key-value map, $candidate.name", (trial) => {
  it(`breaks nothing in ${trial.runs} storms, and serves clients once they are over if it has its log`, ({
    annotate,
  }) => {
    const served = weatherAll(trial, mapsSeen);
    expect(served).toBeGreaterThan(trial.runs / 3);
    return annotate(`${served} of ${trial.runs} served`);
  });
});

describe.each(ledgers)("Viewstamped Replication with the ward ledger, $candidate.name", (trial) => {
  it(`breaks nothing in ${trial.runs} storms`, () => {
    expect(weatherAll(trial, ledgersSeen)).toBeGreaterThan(trial.runs / 3);
  });
});

it("these storms bring about whatever the protocol has an answer to", async ({ annotate }) => {
  expect(mapsSeen.neverSeen).toEqual([]);
  await annotate(mapsSeen.report);
});
