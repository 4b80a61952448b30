import { stormyNetwork } from "../../src/sim/index.ts";
import { troublesSeen } from "./log-sightings.ts";
import { inStorms, logSuite, type LogSuite } from "./log-suite.ts";
import { ledgerCandidate, mapCandidate } from "./raft-candidate.ts";
import { raftSightings } from "./raft-sightings.ts";

const lossy = { ...stormyNetwork, loss: 0.33 };
const restless = { batchSize: 1, window: 1, snapshotEvery: 3, isSticky: false, tellsCommit: false };

export const raftSuites: readonly LogSuite[] = [
  logSuite(
    "Raft",
    "a key-value map",
    [
      inStorms(80, mapCandidate("5 nodes, a snapshot every 5 entries", 5, { snapshotEvery: 5 })),
      inStorms(
        80,
        mapCandidate("3 nodes, one entry at a time, a snapshot every 3 entries, not sticky", 3, restless),
      ),
      inStorms(80, mapCandidate("3 nodes, a third of the messages lost", 3), lossy),
    ],
    troublesSeen(),
    raftSightings(),
  ),
  logSuite(
    "Raft",
    "the ward ledger",
    [
      inStorms(80, ledgerCandidate("3 nodes, a snapshot every 4 entries", 3, { snapshotEvery: 4 })),
      inStorms(60, ledgerCandidate("5 nodes, no no-op", 5, { hasNoOp: false, snapshotEvery: 7 })),
    ],
    troublesSeen(),
    raftSightings(),
  ),
];
