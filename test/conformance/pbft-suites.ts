import { troublesSeen } from "./log-sightings.ts";
import { logSuite, type LogSuite, type LogTrial } from "./log-suite.ts";
import type { MapPbft } from "./pbft-candidate.ts";
import { pbftSightings } from "./pbft-sightings.ts";
import { behaviourNames, stormOver, type Cast } from "./pbft-storms.ts";

function among(cast: Cast, runs: number): LogTrial<MapPbft> {
  const { count, behaviour } = cast;
  return {
    name: `${count} nodes, ${behaviour === null ? "none faulty" : `the faulty ${behaviour}`}`,
    runs,
    storm: (seed) => stormOver(cast, seed),
  };
}

/** Much more of the same, thousands of storms: `npm run storms`. */
export const pbftSuites: readonly LogSuite[] = [
  logSuite(
    "PBFT",
    "a key-value map",
    [
      ...behaviourNames.map((behaviour) => among({ count: 4, behaviour }, 8)),
      ...(["silent", "equivocating", "slow"] as const).map((behaviour) => among({ count: 7, behaviour }, 2)),
    ],
    troublesSeen(),
    pbftSightings(),
  ),
];
