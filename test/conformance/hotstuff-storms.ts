import { milliseconds, nodes } from "../../src/core/index.ts";
import type { KeyValueOperation, KeyValueResult } from "../../src/properties/index.ts";
import { hotStuffLies, type BlockLie } from "../../src/protocols/hotstuff/index.ts";
import { stormyNetwork, type Network, type Run } from "../../src/sim/index.ts";
import { mapCandidate, type MapCandidate, type MapHotStuff, type MapOptions } from "./hotstuff-candidate.ts";
import { misbehaving, type WayToMisbehave } from "./misbehaving.ts";
import { drawLogStorm, short } from "./replicated-log-storms.ts";
import { explainFailure, weatherLog, type Complaint } from "./replicated-log.ts";

/** The paper's links lose nothing (section 3). Each loss costs a view, and a commit takes three views in a row. */
const network: Network = { ...stormyNetwork, loss: 0 };

/** With a silent node among four, each late message fails a view, and every fourth view fails anyway: so patience is short. */
const timing = { timeout: milliseconds(40), doublings: 2 };

/** How so many nodes of a group misbehave; by default as many as it bears. */
export interface Cast {
  readonly count: number;
  readonly way: WayToMisbehave;
  /** What lies are about. */
  readonly about: BlockLie;
  readonly options?: MapOptions;
}

function candidateFor({ count, way, about, options }: Cast, seed: number): MapCandidate {
  const most = Math.floor((count - 1) / 3);
  const faulty = nodes(most).map((nth) => (seed + nth) % count);
  const lies = hotStuffLies<KeyValueOperation, KeyValueResult>(about, count);
  return mapCandidate(`${count} nodes, ${faulty.join(" and ")} ${way} about ${about}`, count, {
    timing,
    ...options,
    faulty: misbehaving<MapHotStuff>(way, lies, faulty, count),
  });
}

interface StormyRun {
  readonly run: Run<MapHotStuff>;
  readonly complaint: Complaint | null;
  /** The failure in words, with as little of the storm as it takes. */
  readonly explained: () => string;
}

/** One storm over HotStuff with liars, by its seed. */
export function stormWithLiars(cast: Cast, seed: number): StormyRun {
  const candidate = candidateFor(cast, seed);
  const storm = drawLogStorm<MapHotStuff, KeyValueOperation, KeyValueResult>(candidate, seed, network, short);
  const { run, complaint } = weatherLog(candidate, storm);
  return {
    run,
    complaint,
    explained: () => (complaint === null ? "" : explainFailure(candidate, storm, complaint)),
  };
}
