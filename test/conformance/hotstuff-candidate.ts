import { nodes, type Service } from "../../src/core/index.ts";
import {
  onlyAskedExecuted,
  type BookOperation,
  type BookResult,
  type KeyValueOperation,
  type KeyValueResult,
} from "../../src/properties/index.ts";
import { byzantineGroup, withFaulty, type Faulty } from "../../src/protocols/byzantine/index.ts";
import {
  askedAndExecuted,
  hotStuff,
  logEventIn,
  sessionsOf,
  type Configuration,
  type HotStuff,
} from "../../src/protocols/hotstuff/index.ts";
import {
  keyValueStore,
  wardLedger,
  type KeyValueState,
  type LedgerState,
} from "../../src/protocols/services/index.ts";
import { keyValueWork, ledgerWork, type Workload } from "./replicated-log-work.ts";
import type { LogCandidate } from "./replicated-log.ts";

export type MapHotStuff = HotStuff<KeyValueState, KeyValueOperation, KeyValueResult>;
export type LedgerHotStuff = HotStuff<LedgerState, BookOperation, BookResult>;

/** Besides what a protocol is configured with: which nodes misbehave. */
export type Options<S, C, R> = Partial<Omit<Configuration<S, C, R>, "service">> & {
  readonly faulty?: Faulty<HotStuff<S, C, R>>;
};

export type MapOptions = Options<KeyValueState, KeyValueOperation, KeyValueResult>;
export type MapCandidate = LogCandidate<MapHotStuff, KeyValueOperation, KeyValueResult>;

/** HotStuff with a key-value map, as a candidate of the suite. */
export function mapCandidate(name: string, count: number, options: MapOptions = {}): MapCandidate {
  return candidate(name, count, keyValueStore, keyValueWork, options);
}

/** HotStuff with the ward ledger. */
export function ledgerCandidate(
  name: string,
  count: number,
  options: Options<LedgerState, BookOperation, BookResult> = {},
): LogCandidate<LedgerHotStuff, BookOperation, BookResult> {
  return candidate(name, count, wardLedger, ledgerWork, options);
}

function candidate<S, C, R>(
  name: string,
  count: number,
  service: Service<S, C, R>,
  work: Workload<C, R>,
  { faulty = {}, ...options }: Options<S, C, R>,
): LogCandidate<HotStuff<S, C, R>, C, R> {
  const protocol = hotStuff({ group: byzantineGroup(count), service, ...options });
  return {
    name,
    nodes: count,
    protocol: withFaulty<HotStuff<S, C, R>>(protocol, faulty),
    correct: nodes(count).filter((node) => faulty[node] === undefined),
    logEventIn,
    sessions: sessionsOf(),
    work,
    properties: [onlyAskedExecuted(askedAndExecuted())],
  };
}
