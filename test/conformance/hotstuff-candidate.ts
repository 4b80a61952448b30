import type { Service } from "../../src/core/index.ts";
import type {
  BookOperation,
  BookResult,
  KeyValueOperation,
  KeyValueResult,
} from "../../src/properties/index.ts";
import { byzantineGroup } from "../../src/protocols/byzantine/index.ts";
import {
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

type Options<S, C, R> = Partial<Omit<Configuration<S, C, R>, "service">>;

/** HotStuff with a key-value map, as a candidate of the suite. */
export function mapCandidate(
  name: string,
  count: number,
  options: Options<KeyValueState, KeyValueOperation, KeyValueResult> = {},
): LogCandidate<MapHotStuff, KeyValueOperation, KeyValueResult> {
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
  options: Options<S, C, R>,
): LogCandidate<HotStuff<S, C, R>, C, R> {
  const protocol = hotStuff({ group: byzantineGroup(count), service, ...options });
  return { name, nodes: count, protocol, logEventIn, sessions: sessionsOf(), work };
}
