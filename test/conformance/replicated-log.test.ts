import { describe, expect, it } from "vitest";
import { flexible, milliseconds, nodes } from "../../src/core/index.ts";
import { stormyNetwork, type Network } from "../../src/sim/index.ts";
import { LogSightings, troublesSeen } from "./log-sightings.ts";
import { ledgerCandidate, mapCandidate, type LedgerPaxos, type MapPaxos } from "./multi-paxos-candidate.ts";
import { multiPaxosSightings } from "./multi-paxos-sightings.ts";
import { drawLogStorm } from "./replicated-log-storms.ts";
import { explainFailure, weatherLog, type LogCandidate, type Replicating } from "./replicated-log.ts";

const lossy = { ...stormyNetwork, loss: 0.33 };
const heldBack = {
  quorums: flexible(nodes(5), { phase1: 4, phase2: 2 }),
  batch: { size: 3, delay: milliseconds(20) },
  snapshotEvery: 4,
};
const single = { batch: { size: 1 } };
const restless = { ...single, window: 4, snapshotEvery: 2, isSticky: false };

/** Every protocol that claims to replicate a log, in small and unlike configurations. Two thousand runs in all. */
const maps = [
  { runs: 400, candidate: mapCandidate("5 nodes, a snapshot every 5 slots", 5, { snapshotEvery: 5 }) },
  {
    runs: 300,
    candidate: mapCandidate("3 nodes, one command a slot, a snapshot every 2 slots, not sticky", 3, restless),
  },
  {
    runs: 300,
    candidate: mapCandidate("3 nodes, one command a slot, a third of the messages lost", 3, single),
    network: lossy,
  },
  { runs: 150, candidate: mapCandidate("3 nodes, one slot at a time", 3, { window: 1 }) },
  {
    runs: 300,
    candidate: mapCandidate("4 of 5 to prepare, 2 to accept, batches held back", 5, heldBack),
  },
];

const ledgers = [
  { runs: 300, candidate: ledgerCandidate("3 nodes, a snapshot every 3 slots", 3, { snapshotEvery: 3 }) },
  {
    runs: 150,
    candidate: ledgerCandidate("3 nodes, one command a slot, a third of the messages lost", 3, single),
    network: lossy,
  },
  {
    runs: 100,
    candidate: ledgerCandidate("4 of 5 to prepare, 2 to accept, batches held back", 5, heldBack),
  },
];

interface Trial<V extends Replicating<Operation>, Operation, Result> {
  readonly candidate: LogCandidate<V, Operation, Result>;
  readonly runs: number;
  readonly network?: Network;
}

/** The suite. Fails with the seed, and with as little of the storm as it takes. */
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

const mapsSeen = new LogSightings<MapPaxos>(troublesSeen(), multiPaxosSightings());
const ledgersSeen = new LogSightings<LedgerPaxos>(troublesSeen(), multiPaxosSightings());

describe.each(maps)("Multi-Paxos with a key-value map, $candidate.name", (trial) => {
  it(promise(trial.runs), () => weatherAll(trial, mapsSeen));
});

describe.each(ledgers)("Multi-Paxos with the ward ledger, $candidate.name", (trial) => {
  it(promise(trial.runs), () => weatherAll(trial, ledgersSeen));
});

it("these storms bring about whatever the protocol has an answer to", async ({ annotate }) => {
  for (const logbook of [mapsSeen, ledgersSeen]) {
    expect(logbook.neverSeen).toEqual([]);
    await annotate(logbook.report);
  }
});
