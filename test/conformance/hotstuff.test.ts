import { describe, expect, it } from "vitest";
import { milliseconds } from "../../src/core/index.ts";
import { stormyNetwork, type Network } from "../../src/sim/index.ts";
import {
  ledgerCandidate,
  mapCandidate,
  type LedgerHotStuff,
  type MapHotStuff,
} from "./hotstuff-candidate.ts";
import { hotStuffSightings } from "./hotstuff-sightings.ts";
import { LogSightings, troublesSeen } from "./log-sightings.ts";
import { drawLogStorm } from "./replicated-log-storms.ts";
import { explainFailure, weatherLog, type LogCandidate, type Replicating } from "./replicated-log.ts";

/** The paper's links lose nothing (section 3). Each loss costs a view, and a commit takes three views in a row. */
const network = { ...stormyNetwork, loss: 0.02 };
const timing = { timeout: milliseconds(80), doublings: 2 };

const maps = [
  { runs: 60, candidate: mapCandidate("4 nodes", 4, { timing }) },
  { runs: 30, candidate: mapCandidate("4 nodes, one command a block", 4, { timing, batch: 1 }) },
  {
    runs: 30,
    candidate: mapCandidate("4 nodes, votes to the next leader", 4, { timing, votesTo: "next leader" }),
  },
  { runs: 15, candidate: mapCandidate("7 nodes", 7, { timing }) },
  {
    runs: 30,
    candidate: mapCandidate("4 nodes, a tenth of the messages lost for ever", 4, { timing }),
    network: stormyNetwork,
    must: "be safe" as const,
  },
];

const ledgers = [{ runs: 30, candidate: ledgerCandidate("4 nodes", 4, { timing, tenure: 2 }) }];

interface Trial<V extends Replicating<Operation>, Operation, Result> {
  readonly candidate: LogCandidate<V, Operation, Result>;
  readonly runs: number;
  readonly network?: Network;
  readonly must?: "be safe" | "be safe and go on";
}

function weatherAll<V extends Replicating<Operation>, Operation, Result>(
  trial: Trial<V, Operation, Result>,
  logbook: LogSightings<V>,
): void {
  const { candidate, must = "be safe and go on" } = trial;
  for (let seed = 1; seed <= trial.runs; seed++) {
    const storm = drawLogStorm<V, Operation, Result>(candidate, seed, trial.network ?? network);
    const { run, complaint } = weatherLog(candidate, storm);
    if (complaint !== null && (complaint.kind === "unsafe" || must !== "be safe")) {
      expect.fail(explainFailure(candidate, storm, complaint));
    }
    logbook.note(run);
  }
}

const mapsSeen = new LogSightings<MapHotStuff>(troublesSeen(), hotStuffSightings());
const ledgersSeen = new LogSightings<LedgerHotStuff>(troublesSeen(), hotStuffSightings());

describe.each(maps)("HotStuff with a key-value map, $candidate.name", (trial) => {
  it(`comes through ${trial.runs} storms`, () => weatherAll(trial, mapsSeen));
});

describe.each(ledgers)("HotStuff with the ward ledger, $candidate.name", (trial) => {
  it(`comes through ${trial.runs} storms`, () => weatherAll(trial, ledgersSeen));
});

it("these storms bring about whatever the protocol has an answer to", async ({ annotate }) => {
  for (const logbook of [mapsSeen, ledgersSeen]) {
    expect(logbook.neverSeen).toEqual([]);
    await annotate(logbook.report);
  }
});
