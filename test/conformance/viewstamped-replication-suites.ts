import type { Vocabulary } from "../../src/core/index.ts";
import { stormyNetwork } from "../../src/sim/index.ts";
import { troublesSeen } from "./log-sightings.ts";
import { inStorms, logSuite, type LogSuite, type LogTrial } from "./log-suite.ts";
import { hasLostItsLog, ledgerReplication, mapReplication } from "./viewstamped-replication-candidate.ts";
import { replicationSightings } from "./viewstamped-replication-sightings.ts";

const lossy = { ...stormyNetwork, loss: 0.33 };

/** It keeps nothing on disk: storms that crash too many at once take its log, and then it cannot go on. */
function unlessLost<V extends Vocabulary>(trial: LogTrial<V>): LogTrial<V> {
  const because = "too many replicas were down at once, and with them its log";
  const servesAtLeast = Math.ceil(trial.runs / 3);
  return { ...trial, excuse: { because, excuses: (run) => hasLostItsLog(run as never), servesAtLeast } };
}

const maps = [
  inStorms(120, mapReplication("5 replicas, logs cut every 5 operations", 5, { checkpointEvery: 5 })),
  inStorms(120, mapReplication("3 replicas", 3)),
  inStorms(60, mapReplication("5 replicas, a third of the messages lost", 5), lossy),
];

const ledgers = [
  inStorms(40, ledgerReplication("3 replicas, logs cut every 3 operations", 3, { checkpointEvery: 3 })),
];

export const replicationSuites: readonly LogSuite[] = [
  logSuite(
    "Viewstamped Replication",
    "a key-value map",
    maps.map(unlessLost),
    troublesSeen(),
    replicationSightings(),
  ),
  logSuite("Viewstamped Replication", "the ward ledger", ledgers.map(unlessLost)),
];
