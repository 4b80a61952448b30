import { flexible, milliseconds, nodes } from "../../src/core/index.ts";
import { stormyNetwork } from "../../src/sim/index.ts";
import { troublesSeen } from "./log-sightings.ts";
import { inStorms, logSuite, type LogSuite } from "./log-suite.ts";
import { ledgerCandidate, mapCandidate } from "./multi-paxos-candidate.ts";
import { multiPaxosSightings } from "./multi-paxos-sightings.ts";

const lossy = { ...stormyNetwork, loss: 0.33 };
const heldBack = {
  quorums: flexible(nodes(5), { phase1: 4, phase2: 2 }),
  batch: { size: 3, delay: milliseconds(20) },
  snapshotEvery: 4,
};
const single = { batch: { size: 1 } };
const restless = { ...single, window: 4, snapshotEvery: 2, isSticky: false };

const lost = "3 nodes, one command a slot, a third of the messages lost";
const held = "4 of 5 to prepare, 2 to accept, batches held back";

/** Two thousand runs in all. */
export const multiPaxosSuites: readonly LogSuite[] = [
  logSuite(
    "Multi-Paxos",
    "a key-value map",
    [
      inStorms(400, mapCandidate("5 nodes, a snapshot every 5 slots", 5, { snapshotEvery: 5 })),
      inStorms(
        300,
        mapCandidate("3 nodes, one command a slot, a snapshot every 2 slots, not sticky", 3, restless),
      ),
      inStorms(300, mapCandidate(lost, 3, single), lossy),
      inStorms(150, mapCandidate("3 nodes, one slot at a time", 3, { window: 1 })),
      inStorms(300, mapCandidate(held, 5, heldBack)),
    ],
    troublesSeen(),
    multiPaxosSightings(),
  ),
  logSuite(
    "Multi-Paxos",
    "the ward ledger",
    [
      inStorms(300, ledgerCandidate("3 nodes, a snapshot every 3 slots", 3, { snapshotEvery: 3 })),
      inStorms(150, ledgerCandidate(lost, 3, single), lossy),
      inStorms(100, ledgerCandidate(held, 5, heldBack)),
    ],
    troublesSeen(),
    multiPaxosSightings(),
  ),
];
