import { majority, nodes, seconds, type Duration, type NodeId } from "../../src/core/index.ts";
import type { KeyValueOperation, KeyValueResult } from "../../src/properties/index.ts";
import { drawMoves } from "../../src/scenarios/index.ts";
import { planned, type Storm } from "../../src/sim/index.ts";
import { mapCandidate, type MapCandidate, type MapPaxos } from "./multi-paxos-candidate.ts";
import { drawLogStorm } from "./replicated-log-storms.ts";

const everybody = nodes(5);
const first: readonly NodeId[] = [0, 1, 2];

type Options = Parameters<typeof mapCandidate>[2];

/** Five nodes, of which three are members at first; the others have only been started. */
export function movingCandidate(name: string, options: Options = {}): MapCandidate {
  return mapCandidate(name, everybody.length, { quorums: majority(first), ...options });
}

/** Small slots, a small window and frequent snapshots, so that much happens in a short storm. */
export const small = { batch: { size: 1 }, window: 3, snapshotEvery: 5 };

/** The suite's storm of this seed, in which members come and go. */
export function drawMovingStorm(candidate: MapCandidate, seed: number): Storm<MapPaxos> {
  return withMoves(drawLogStorm<MapPaxos, KeyValueOperation, KeyValueResult>(candidate, seed), seconds(2));
}

/** The storm, and administrators who have members come and go for so long. */
export function withMoves(storm: Storm<MapPaxos>, span: Duration): Storm<MapPaxos> {
  const moves = planned(drawMoves<MapPaxos>({ everybody, first, span }, storm.seed));
  return { ...storm, happenings: [...storm.happenings, ...moves] };
}
