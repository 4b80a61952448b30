import { milliseconds, nodes, type NodeId } from "../../src/core/index.ts";
import {
  onlyAskedExecuted,
  type KeyValueOperation,
  type KeyValueResult,
} from "../../src/properties/index.ts";
import { byzantineGroup, withFaulty, type Faulty } from "../../src/protocols/byzantine/index.ts";
import {
  askedAndExecuted,
  logEventIn,
  pbft,
  sessionsOf,
  type Configuration,
  type Pbft,
} from "../../src/protocols/pbft/index.ts";
import { keyValueStore, type KeyValueState } from "../../src/protocols/services/index.ts";
import { keyValueWork } from "./replicated-log-work.ts";
import type { LogCandidate } from "./replicated-log.ts";

export type MapPbft = Pbft<KeyValueState, KeyValueOperation, KeyValueResult>;
export type PbftCandidate = LogCandidate<MapPbft, KeyValueOperation, KeyValueResult>;
export type PbftOptions = Partial<
  Omit<Configuration<KeyValueState, KeyValueOperation, KeyValueResult>, "service">
>;

/** PBFT with a key-value map, as a candidate of the suite: small logs, so that checkpoints come often. */
export function pbftCandidate(
  name: string,
  count: number,
  faulty: Faulty<MapPbft> = {},
  options: PbftOptions = {},
): PbftCandidate {
  const protocol = pbft({
    group: byzantineGroup(count),
    service: keyValueStore,
    checkpointEvery: 4,
    timing: { patience: milliseconds(150), doublings: 3 },
    ...options,
  });
  const correct = nodes(count).filter((node: NodeId) => faulty[node] === undefined);
  return {
    name,
    nodes: count,
    protocol: withFaulty<MapPbft>(protocol, faulty),
    correct,
    logEventIn,
    sessions: sessionsOf(),
    work: keyValueWork,
    properties: [onlyAskedExecuted(askedAndExecuted())],
  };
}
