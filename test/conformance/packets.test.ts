import { expect, it } from "vitest";
import { milliseconds } from "../../src/core/index.ts";
import type { KeyValueOperation, KeyValueResult } from "../../src/properties/index.ts";
import { logEventIn, sessionsOf } from "../../src/protocols/multi-paxos/index.ts";
import { packed, type Packed } from "../../src/protocols/packets/index.ts";
import { mapCandidate, type MapPaxos } from "./multi-paxos-candidate.ts";
import { drawLogStorm } from "./replicated-log-storms.ts";
import { explainFailure, weatherLog, type LogCandidate } from "./replicated-log.ts";

type V = Packed<MapPaxos>;

/** Multi-Paxos, its messages in packets: small batches and frequent snapshots, so that there is much to say. */
function inPackets(delay: number): LogCandidate<V, KeyValueOperation, KeyValueResult> {
  const candidate = mapCandidate("Multi-Paxos", 3, { batch: { size: 1 }, snapshotEvery: 4 });
  return {
    name: `Multi-Paxos in packets that wait ${delay} µs`,
    nodes: candidate.nodes,
    protocol: packed(candidate.protocol, { delay }),
    logEventIn,
    sessions: sessionsOf(),
    work: candidate.work,
  };
}

it.each([0, milliseconds(2)])("a log replicated in packets that wait %s µs is a replicated log", (delay) => {
  const candidate = inPackets(delay);
  let shared = 0;
  for (let seed = 1; seed <= 50; seed++) {
    const storm = drawLogStorm<V, KeyValueOperation, KeyValueResult>(candidate, seed);
    const { run, complaint } = weatherLog(candidate, storm);
    if (complaint !== null) expect.fail(explainFailure(candidate, storm, complaint));
    shared += run.trace.events.filter(
      (event) => event.kind === "send" && event.message.messages.length > 1,
    ).length;
  }
  expect(shared).toBeGreaterThan(500);
});
