import { describe, expect, it } from "vitest";
import { stormyNetwork, type Network } from "../../src/sim/index.ts";
import { LogSightings, troublesSeen } from "./log-sightings.ts";
import { ledgerCandidate, mapCandidate, type LedgerRaft, type MapRaft } from "./raft-candidate.ts";
import { raftSightings } from "./raft-sightings.ts";
import { drawLogStorm } from "./replicated-log-storms.ts";
import { explainFailure, weatherLog, type LogCandidate, type Replicating } from "./replicated-log.ts";

const lossy = { ...stormyNetwork, loss: 0.33 };
const restless = { batchSize: 1, window: 1, snapshotEvery: 3, isSticky: false, tellsCommit: false };

const maps = [
  { runs: 80, candidate: mapCandidate("5 nodes, a snapshot every 5 entries", 5, { snapshotEvery: 5 }) },
  {
    runs: 80,
    candidate: mapCandidate(
      "3 nodes, one entry at a time, a snapshot every 3 entries, not sticky",
      3,
      restless,
    ),
  },
  { runs: 80, candidate: mapCandidate("3 nodes, a third of the messages lost", 3), network: lossy },
];

const ledgers = [
  { runs: 80, candidate: ledgerCandidate("3 nodes, a snapshot every 4 entries", 3, { snapshotEvery: 4 }) },
  { runs: 60, candidate: ledgerCandidate("5 nodes, no no-op", 5, { hasNoOp: false, snapshotEvery: 7 }) },
];

interface Trial<V extends Replicating<Operation>, Operation, Result> {
  readonly candidate: LogCandidate<V, Operation, Result>;
  readonly runs: number;
  readonly network?: Network;
}

/** The suite for replicated logs. Fails with the seed, and with as little of the storm as it takes. */
function weatherAll<V extends Replicating<Operation>, Operation, Result>(
  { candidate, runs, network }: Trial<V, Operation, Result>,
  logbook: LogSightings<V>,
): void {
  for (let seed = 1; seed <= runs; seed++) {
    const storm = drawLogStorm<V, Operation, Result>(candidate, seed, network);
    const { run, complaint } = weatherLog(candidate, storm);
    if (complaint !== null) expect.fail(explainFailure(candidate, storm, complaint));
    logbook.note(run);
  }
}

const promise = (runs: number): string =>
  `breaks nothing in ${runs} storms, and serves clients at every node once they are over`;

const mapsSeen = new LogSightings<MapRaft>(troublesSeen(), raftSightings());
const ledgersSeen = new LogSightings<LedgerRaft>(troublesSeen(), raftSightings());

describe.each(maps)("Raft with a key-value map, $candidate.name", (trial) => {
  it(promise(trial.runs), () => weatherAll(trial, mapsSeen));
});

describe.each(ledgers)("Raft with the ward ledger, $candidate.name", (trial) => {
  it(promise(trial.runs), () => weatherAll(trial, ledgersSeen));
});

it("these storms bring about whatever the protocol has an answer to", async ({ annotate }) => {
  for (const logbook of [mapsSeen, ledgersSeen]) {
    expect(logbook.neverSeen).toEqual([]);
    await annotate(logbook.report);
  }
});
