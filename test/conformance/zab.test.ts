import { describe, expect, it } from "vitest";
import type { Zab } from "../../src/protocols/zab/index.ts";
import { stormyNetwork, type Network } from "../../src/sim/index.ts";
import { LogSightings, troublesSeen } from "./log-sightings.ts";
import { drawLogStorm } from "./replicated-log-storms.ts";
import { explainFailure, weatherLog, type LogCandidate } from "./replicated-log.ts";
import { ledgerZab, mapZab, type LedgerZab, type MapZab } from "./zab-candidate.ts";
import { zabSightings } from "./zab-sightings.ts";

const lossy = { ...stormyNetwork, loss: 0.33 };

interface Trial<S, C, R> {
  readonly candidate: LogCandidate<Zab<S, C, R>, C, R>;
  readonly runs: number;
  readonly network?: Network;
}

/** Fails with the seed, and with as little of the storm as it takes. */
function weatherAll<S, C, R>(
  { candidate, runs, network }: Trial<S, C, R>,
  logbook: LogSightings<Zab<S, C, R>>,
): void {
  for (let seed = 1; seed <= runs; seed++) {
    const storm = drawLogStorm<Zab<S, C, R>, C, R>(candidate, seed, network);
    const { run, complaint } = weatherLog<Zab<S, C, R>, C, R>(candidate, storm);
    if (complaint !== null) {
      expect.fail(explainFailure<Zab<S, C, R>, C, R>(candidate, storm, complaint));
    }
    logbook.note(run);
  }
}

const maps = [
  { runs: 100, candidate: mapZab("5 processes, a snapshot every 5 transactions", 5, { snapshotEvery: 5 }) },
  { runs: 100, candidate: mapZab("3 processes", 3) },
  { runs: 60, candidate: mapZab("3 processes, a third of the messages lost", 3), network: lossy },
];

const ledgers = [
  { runs: 40, candidate: ledgerZab("3 processes, a snapshot every 2 transactions", 3, { snapshotEvery: 2 }) },
];

const promise = (runs: number): string =>
  `breaks nothing in ${runs} storms, and serves clients at every process once they are over`;

const mapsSeen = new LogSightings<MapZab>(troublesSeen(), zabSightings());
const ledgersSeen = new LogSightings<LedgerZab>();

describe.each(maps)("Zab with a key-value map, $candidate.name", (trial) => {
  it(promise(trial.runs), () => weatherAll(trial, mapsSeen));
});

describe.each(ledgers)("Zab with the ward ledger, $candidate.name", (trial) => {
  it(promise(trial.runs), () => weatherAll(trial, ledgersSeen));
});

it("these storms bring about whatever the protocol has an answer to", async ({ annotate }) => {
  expect(mapsSeen.neverSeen).toEqual([]);
  await annotate(mapsSeen.report);
});
