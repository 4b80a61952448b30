import { nodes, type Service } from "../../src/core/index.ts";
import { moneyConserved } from "../../src/properties/index.ts";
import type {
  BookOperation,
  BookResult,
  KeyValueOperation,
  KeyValueResult,
} from "../../src/properties/index.ts";
import {
  logEventIn,
  raft,
  raftSafety,
  sessionsOf,
  type Configuration,
  type Decision,
  type Raft,
} from "../../src/protocols/raft/index.ts";
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

export type MapRaft = Raft<KeyValueState, KeyValueOperation, KeyValueResult>;
export type LedgerRaft = Raft<LedgerState, BookOperation, BookResult>;

export type MapCandidate = LogCandidate<MapRaft, KeyValueOperation, KeyValueResult>;

type Options<S, C, R> = Partial<Omit<Configuration<S, C, R>, "service">>;

export type MapOptions = Options<KeyValueState, KeyValueOperation, KeyValueResult>;

/** Raft with a key-value map, as a candidate of the suite. */
export function mapCandidate(name: string, count: number, options: MapOptions = {}): MapCandidate {
  return candidate(name, count, keyValueStore, keyValueWork, options);
}

/** Raft with the ward ledger. */
export function ledgerCandidate(
  name: string,
  count: number,
  options: Options<LedgerState, BookOperation, BookResult> = {},
): LogCandidate<LedgerRaft, BookOperation, BookResult> {
  const ledger = candidate(name, count, wardLedger, ledgerWork, options);
  return { ...ledger, properties: [...ledger.properties, moneyConserved(moneyIn)] };
}

function candidate<S, C, R>(
  name: string,
  count: number,
  service: Service<S, C, R>,
  work: Workload<C, R>,
  options: Options<S, C, R>,
) {
  const protocol = raft({ members: nodes(count), service, ...options });
  const properties = raftSafety<S, C, R>();
  return { name, nodes: count, protocol, logEventIn, sessions: sessionsOf<S, C, R>(), work, properties };
}

/** The money in a ledger's log. */
function moneyIn(decision: Decision<LedgerState, LedgerCommand, LedgerResult>) {
  switch (decision.kind) {
    case "applied": {
      const { kind, index, executed } = decision;
      const entries = executed.map(({ command, result }) => ({
        growth: growthBy(command, result),
        total: command.kind === "total" ? (result as number) : null,
      }));
      return { kind, slot: index - 1, entries };
    }
    case "restored":
      return { kind: decision.kind, slot: decision.index, total: totalOf(decision.state) };
    case "reconfigured":
    case "answered":
      return null;
  }
}
