import { createRandom, milliseconds, nodes, seconds, type NodeId, type Time } from "../../src/core/index.ts";
import type { KeyValueOperation, KeyValueResult } from "../../src/properties/index.ts";
import type { Reconfigure } from "../../src/protocols/raft/index.ts";
import type { Planned, Storm } from "../../src/sim/index.ts";
import { mapCandidate, type MapCandidate, type MapOptions, type MapRaft } from "./raft-candidate.ts";
import { drawLogStorm } from "./replicated-log-storms.ts";

const everybody = nodes(5);

/** Five nodes, of which three are members at first; the others have only been started. */
export function movingCandidate(name: string, options: MapOptions = {}): MapCandidate {
  return mapCandidate(name, everybody.length, { members: [0, 1, 2], ...options });
}

/**
 * The suite's storm of this seed, in which administrators have members come and go. Once it is over they want all nodes
 * to be members, for only members serve clients.
 */
export function drawMovingStorm(candidate: MapCandidate, seed: number): Storm<MapRaft> {
  const storm = drawLogStorm<MapRaft, KeyValueOperation, KeyValueResult>(candidate, seed);
  const random = createRandom(1_000_000 + seed);
  const during = Array.from({ length: random.integer(3, 12) }, () =>
    wish(random.integer(milliseconds(300), seconds(2)), random.pick(everybody), {
      kind: "reconfigure",
      change: random.pick(["add", "remove"]),
      server: random.pick(everybody),
    }),
  );
  // Twice in turn, at each node: who is a member brings it to the leader.
  const after = [...everybody, ...everybody].flatMap((server, nth) =>
    everybody.map((node) =>
      wish(seconds(4) + nth * milliseconds(400), node, { kind: "reconfigure", change: "add", server }),
    ),
  );
  return { ...storm, happenings: [...storm.happenings, ...during, ...after] };
}

function wish(at: Time, node: NodeId, request: Reconfigure): Planned<MapRaft> {
  return { kind: "planned", at, action: { kind: "request", node, request } };
}
