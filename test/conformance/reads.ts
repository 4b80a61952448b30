import { milliseconds } from "../../src/core/index.ts";
import type { KeyValueOperation, KeyValueResult } from "../../src/properties/index.ts";
import type { Configuration } from "../../src/protocols/multi-paxos/index.ts";
import type { KeyValueState } from "../../src/protocols/services/index.ts";
import { besieged } from "../../src/scenarios/index.ts";
import { drawStorm, type Network, type Storm } from "../../src/sim/index.ts";
import { mapCandidate, type MapCandidate, type MapPaxos } from "./multi-paxos-candidate.ts";
import { begin, readersAndWriters } from "./reads-requests.ts";
import { lateClient } from "./replicated-log.ts";

type Options = Omit<Configuration<KeyValueState, KeyValueOperation, KeyValueResult>, "service">;

/** Clocks in these storms are wrong by this fraction at most, and the candidates know. */
const clockDrift = 0.3;

const timing = {
  heartbeat: milliseconds(25),
  patience: milliseconds(150),
  spread: milliseconds(10),
  retry: milliseconds(100),
};

/** Multi-Paxos with leases. Small slots and snapshots, so that much happens in a short storm. */
export function readCandidate(name: string, nodes: number, options: Partial<Options> = {}): MapCandidate {
  const small = { batch: { size: 1 }, window: 4, snapshotEvery: 5 };
  return mapCandidate(name, nodes, { ...small, timing, clockDrift, ...options });
}

/** Quick and not reliable, so that much happens in a lease's time. */
const hasty: Network = {
  latency: { kind: "log-normal", median: milliseconds(4), sigma: 1 },
  loss: 0.05,
  duplication: 0.1,
  ordering: "any",
};

/**
 * Storms in which everything is about one key: a client at each node reads it all the time, in one of the three ways,
 * while others write. In every other storm it is a leader with a slow clock that has to suffer, among others whose clocks
 * are fast.
 */
export function drawReadStorm(nodes: number, seed: number): Storm<MapPaxos> {
  const isSiege = seed % 2 === 0;
  const leader = 0;
  const storm = drawStorm<MapPaxos>(
    {
      nodes,
      network: hasty,
      clockDrift,
      faults: isSiege ? noFaults : { crashes: 3, pauses: 2, partitions: 3, cuts: 2 },
      strikes: isSiege ? 0 : 3,
      strikesAmong: 60,
      lengths: [700, 1_000].map(milliseconds),
      wakeUps: [500, 1_000, 1_500].map(milliseconds),
      requests: (everybody, calm, random) => [
        ...readersAndWriters(everybody, calm, random),
        ...(isSiege ? besieged<MapPaxos>(leader, everybody, { from: begin, until: calm }, random) : []),
      ],
      late(node) {
        const command = { kind: "put" as const, key: "late", value: `${node}` };
        return { kind: "execute", client: lateClient(node), sequence: 0, command };
      },
    },
    seed,
  );
  if (!isSiege) return storm;
  const clockRates = storm.clockRates.map((_, node) => (node === leader ? 1 - clockDrift : 1 + clockDrift));
  return { ...storm, clockRates };
}

const noFaults = { crashes: 0, pauses: 0, partitions: 0, cuts: 0 };
