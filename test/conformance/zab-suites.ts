import { stormyNetwork } from "../../src/sim/index.ts";
import { troublesSeen } from "./log-sightings.ts";
import { inStorms, logSuite, type LogSuite } from "./log-suite.ts";
import { ledgerZab, mapZab } from "./zab-candidate.ts";
import { zabSightings } from "./zab-sightings.ts";

const lossy = { ...stormyNetwork, loss: 0.33 };

export const zabSuites: readonly LogSuite[] = [
  logSuite(
    "Zab",
    "a key-value map",
    [
      inStorms(100, mapZab("5 processes, a snapshot every 5 transactions", 5, { snapshotEvery: 5 })),
      inStorms(100, mapZab("3 processes", 3)),
      inStorms(60, mapZab("3 processes, a third of the messages lost", 3), lossy),
    ],
    troublesSeen(),
    zabSightings(),
  ),
  logSuite("Zab", "the ward ledger", [
    inStorms(40, ledgerZab("3 processes, a snapshot every 2 transactions", 3, { snapshotEvery: 2 })),
  ]),
];
