import { majority, nodes, type Service } from "../../src/core/index.ts";
import { moneyConserved } from "../../src/properties/index.ts";
import type {
  BookOperation,
  BookResult,
  KeyValueOperation,
  KeyValueResult,
} from "../../src/properties/index.ts";
import {
  logEventIn,
  multiPaxos,
  sessionsOf,
  type Configuration,
  type Decision,
  type MultiPaxos,
} from "../../src/protocols/multi-paxos/index.ts";
import {
  growthBy,
  keyValueStore,
  totalOf,
  wardLedger,
  type KeyValueState,
  type LedgerCommand,
  type LedgerResult,
  type LedgerState,
} from "../../src/protocols/services/index.ts";
import { keyValueWork, ledgerWork, type Workload } from "./replicated-log-work.ts";
import type { LogCandidate } from "./replicated-log.ts";

export type MapPaxos = MultiPaxos<KeyValueState, KeyValueOperation, KeyValueResult>;
export type LedgerPaxos = MultiPaxos<LedgerState, BookOperation, BookResult>;

export type MapCandidate = LogCandidate<MapPaxos, KeyValueOperation, KeyValueResult>;
export type LedgerCandidate = LogCandidate<LedgerPaxos, BookOperation, BookResult>;

type Options<S, C, R> = Partial<Omit<Configuration<S, C, R>, "service">>;

/** Multi-Paxos with a key-value map, as a candidate of the suite. */
export function mapCandidate(
  name: string,
  count: number,
  options: Options<KeyValueState, KeyValueOperation, KeyValueResult> = {},
): MapCandidate {
  return candidate(name, count, keyValueStore, keyValueWork, options);
}

/** Multi-Paxos with the ward ledger. */
export function ledgerCandidate(
  name: string,
  count: number,
  options: Options<LedgerState, BookOperation, BookResult> = {},
): LedgerCandidate {
  return {
    ...candidate(name, count, wardLedger, ledgerWork, options),
    properties: [moneyConserved(moneyIn)],
  };
}

function candidate<S, C, R>(
  name: string,
  count: number,
  service: Service<S, C, R>,
  work: Workload<C, R>,
  options: Options<S, C, R>,
): LogCandidate<MultiPaxos<S, C, R>, C, R> {
  const protocol = multiPaxos({ quorums: majority(nodes(count)), service, ...options });
  return { name, nodes: count, protocol, logEventIn, sessions: sessionsOf(), work };
}

/** The money in a ledger's log. */
function moneyIn(decision: Decision<LedgerState, LedgerCommand, LedgerResult>) {
  switch (decision.kind) {
    case "applied": {
      const { kind, slot, executed } = decision;
      const entries = executed.map(({ command, result }) => ({
        growth: growthBy(command, result),
        total: command.kind === "total" ? (result as number) : null,
      }));
      return { kind, slot, entries };
    }
    case "restored":
      return { kind: decision.kind, slot: decision.slot, total: totalOf(decision.state) };
    case "reconfigured":
    case "answered":
    case "read":
      return null;
  }
}
