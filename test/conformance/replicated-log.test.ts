import { describe, expect, it } from "vitest";
import { flexible, majority, milliseconds, nodes } from "../../src/core/index.ts";
import {
  logEventIn,
  multiPaxos,
  sessionsOf,
  type Configuration,
} from "../../src/protocols/multi-paxos/index.ts";
import {
  keyValueStore,
  type KeyValueCommand,
  type KeyValueState,
} from "../../src/protocols/services/index.ts";
import { drawStorm, requireHeld, stormyNetwork, weather, type Network } from "../../src/sim/index.ts";
import { LogSightings, type V } from "./log-sightings.ts";
import { logStorms, logVessel, stuck, type LogCandidate } from "./replicated-log.ts";

type Options = Partial<Configuration<KeyValueState, KeyValueCommand, string | null | boolean>>;

function candidate(name: string, count: number, options: Options = {}): LogCandidate<V> {
  const quorums = majority(nodes(count));
  const protocol = multiPaxos({ quorums, service: keyValueStore, ...options });
  return { name, nodes: count, protocol, logEventIn, sessions: sessionsOf() };
}

/** Every protocol that claims to replicate a log, in small and unlike configurations. */
const candidates: readonly {
  readonly candidate: LogCandidate<V>;
  readonly runs: number;
  readonly network?: Network;
}[] = [
  { runs: 80, candidate: candidate("5 nodes, a snapshot every 5 slots", 5, { snapshotEvery: 5 }) },
  {
    runs: 80,
    candidate: candidate("3 nodes, one command a slot, a snapshot every 2 slots, not sticky", 3, {
      batch: { size: 1 },
      window: 4,
      snapshotEvery: 2,
      isSticky: false,
    }),
  },
  {
    runs: 60,
    candidate: candidate("3 nodes, one command a slot, a third of the messages lost", 3, {
      batch: { size: 1 },
    }),
    network: { ...stormyNetwork, loss: 0.33 },
  },
  { runs: 40, candidate: candidate("3 nodes, no more than one slot at a time", 3, { window: 1 }) },
  {
    runs: 60,
    candidate: candidate("4 of 5 to prepare, 2 to accept, batches held back", 5, {
      quorums: flexible(nodes(5), { phase1: 4, phase2: 2 }),
      batch: { size: 3, delay: milliseconds(20) },
      snapshotEvery: 4,
    }),
  },
];

const logbook = new LogSightings();

describe.each(candidates)("Multi-Paxos with $candidate.name", ({ candidate, runs, network }) => {
  it(`breaks nothing in ${runs} storms, and serves clients at every node once they are over`, () => {
    for (let seed = 1; seed <= runs; seed++) {
      const storm = drawStorm(logStorms<V>(candidate.nodes, network), seed);
      const run = requireHeld(weather(logVessel(candidate), storm));
      logbook.note(run);
      expect(stuck(run, candidate)).toBeNull();
    }
  });
});

it("these storms bring about whatever the protocol has an answer to", ({ annotate }) => {
  expect(logbook.neverSeen).toEqual([]);
  return annotate(logbook.report(candidates.reduce((sum, { runs }) => sum + runs, 0)));
});
