import {
  createRandom,
  majority,
  milliseconds,
  nodes,
  seconds,
  type Duration,
  type NodeId,
  type Random,
  type Time,
} from "../../src/core/index.ts";
import type { KeyValueOperation, KeyValueResult } from "../../src/properties/index.ts";
import {
  directly,
  jointly,
  oneByOne,
  type Membership,
  type Reconfigure,
} from "../../src/protocols/multi-paxos/index.ts";
import type { Planned, Storm } from "../../src/sim/index.ts";
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
  const random = createRandom(1_000_000 + storm.seed);
  const plan = drawPlan(random);
  const pause = Math.floor(span / plan.length);
  const wishes = plan.flatMap((membership, nth) =>
    Array.from({ length: random.integer(1, 3) }, () => {
      const at = milliseconds(300) + nth * pause + random.integer(0, pause);
      return wish(at, random.pick(everybody), { kind: "reconfigure", number: nth + 1, membership });
    }),
  );
  return { ...storm, happenings: [...storm.happenings, ...wishes] };
}

function wish(at: Time, node: NodeId, request: Reconfigure): Planned<MapPaxos> {
  return { kind: "planned", at, action: { kind: "request", node, request } };
}

/** Some configurations, one after the other: grown, shrunk, all of them replaced, in one go or by a longer way. */
function drawPlan(random: Random): readonly Membership[] {
  let members = first;
  return Array.from({ length: random.integer(1, 3) }, () => {
    const from = members;
    members = random.chance(0.25) ? strangersTo(from) : someOf(random);
    return random.pick([
      directly(members),
      directly(members),
      jointly(from, members),
      oneByOne(from, members),
    ]);
  }).flat();
}

function someOf(random: Random): readonly NodeId[] {
  return random
    .shuffle(everybody)
    .slice(0, random.integer(1, 4))
    .toSorted((one, other) => one - other);
}

function strangersTo(members: readonly NodeId[]): readonly NodeId[] {
  return everybody.filter((node) => !members.includes(node));
}
