import {
  majority,
  milliseconds,
  nodes as nodesOf,
  seconds,
  type Protocol,
  type Time,
  type Vocabulary,
} from "../../core/index.ts";
import { multiPaxos, type Decision, type MultiPaxos } from "../../protocols/multi-paxos/index.ts";
import { keyValueStore, type KeyValueCommand, type KeyValueState } from "../../protocols/services/index.ts";
import { at, costs, type Scheduled, type Setup } from "../../sim/index.ts";
import type { ThroughputOptions } from "./options.ts";

type Result = string | null | boolean;

export type StorePaxos = MultiPaxos<KeyValueState, KeyValueCommand, Result>;

/** Multi-Paxos with a key-value store, on its own or in packets. */
export type Store = Vocabulary & { readonly decision: Decision<KeyValueState, KeyValueCommand, Result> };

/** Long enough for nobody to campaign against a leader that is merely busy. */
const patience = seconds(1);

/** When clients begin: the leader has been elected. */
export const opening: Time = 2 * patience;

export function storePaxos(
  { nodes, batch, delay, window }: ThroughputOptions,
  snapshotEvery = 1_000,
): Protocol<StorePaxos> {
  return multiPaxos({
    quorums: majority(nodesOf(nodes)),
    service: keyValueStore,
    batch: { size: batch, delay },
    window,
    snapshotEvery,
    // Nodes that start late give their promise at once, so the one that was there first leads.
    isSticky: false,
    timing: { heartbeat: milliseconds(50), patience, spread: 0, retry: patience },
  });
}

/** The cluster with its clients, all of whom ask node 0, the leader: it is the first that is there. */
export function cluster<V extends Store>(protocol: Protocol<V>, options: ThroughputOptions): Setup<V> {
  const { nodes, clients, latency, jitter, work, seed } = options;
  const others = nodesOf(nodes).slice(1);
  const ask = (time: Time, client: number, sequence: number): Scheduled<V> =>
    at(time, { kind: "request", node: 0, request: requestOf(client, sequence) });
  return {
    protocol,
    nodes,
    seed,
    network: {
      latency: { kind: "uniform", min: latency, max: latency + jitter },
      loss: 0,
      duplication: 0,
      ordering: "fifo",
    },
    work: costs<V>(work),
    schedule: [
      ...others.map((node) => at<V>(0, { kind: "crash", node })),
      ...others.map((node) => at<V>(patience / 2, { kind: "restart", node })),
      // Not all at once: spread over a round trip.
      ...Array.from({ length: clients }, (_, client) =>
        ask(opening + Math.floor((2 * latency * client) / clients), client, 0),
      ),
    ],
    clients: ({ at, decision }) =>
      decision.kind === "answered" ? [ask(at + 2 * latency, decision.client, decision.sequence + 1)] : [],
    trace: "off",
    decisions: "off",
    untilSteps: Infinity,
    untilTime: opening + options.warmUp + options.length,
  };
}

/** A reading of water meters, say: a few dozen keys, short values, each command unlike the one before. */
function requestOf(client: number, sequence: number): StorePaxos["request"] {
  const key = `ward ${client % 24}`;
  const value = `${(client * 7_919 + sequence * 104_729) % 1_000_000}`;
  return { kind: "execute", client, sequence, command: { kind: "put", key, value } };
}
