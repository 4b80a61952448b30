import { milliseconds, type Vocabulary } from "../../src/core/index.ts";
import { stormyNetwork } from "../../src/sim/index.ts";
import { ledgerCandidate, mapCandidate } from "./hotstuff-candidate.ts";
import { hotStuffSightings } from "./hotstuff-sightings.ts";
import { troublesSeen } from "./log-sightings.ts";
import { inStorms, logSuite, type LogSuite, type LogTrial } from "./log-suite.ts";

/** The paper's links lose nothing (section 3). Each loss costs a view, and a commit takes three views in a row. */
const network = { ...stormyNetwork, loss: 0.02 };
const timing = { timeout: milliseconds(80), doublings: 2 };

function onlySafe<V extends Vocabulary>(trial: LogTrial<V>): LogTrial<V> {
  const because = "the links lose more than the paper allows for";
  return { ...trial, excuse: { because, excuses: () => true, servesAtLeast: 0 } };
}

export const hotStuffSuites: readonly LogSuite[] = [
  logSuite(
    "HotStuff",
    "a key-value map",
    [
      inStorms(60, mapCandidate("4 nodes", 4, { timing }), network),
      inStorms(30, mapCandidate("4 nodes, one command a block", 4, { timing, batch: 1 }), network),
      inStorms(
        30,
        mapCandidate("4 nodes, votes to the next leader", 4, { timing, votesTo: "next leader" }),
        network,
      ),
      inStorms(15, mapCandidate("7 nodes", 7, { timing }), network),
      onlySafe(inStorms(30, mapCandidate("4 nodes, a tenth of the messages lost for ever", 4, { timing }))),
    ],
    troublesSeen(),
    hotStuffSightings(),
  ),
  logSuite(
    "HotStuff",
    "the ward ledger",
    [inStorms(30, ledgerCandidate("4 nodes", 4, { timing, tenure: 2 }), network)],
    troublesSeen(),
    hotStuffSightings(),
  ),
];
