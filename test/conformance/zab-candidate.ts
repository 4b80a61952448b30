import type { Service } from "../../src/core/index.ts";
import { moneyConserved } from "../../src/properties/index.ts";
import type {
  BookOperation,
  BookResult,
  KeyValueOperation,
  KeyValueResult,
} from "../../src/properties/index.ts";
import {
  logEventIn,
  sessionsOf,
  zab,
  type Configuration,
  type Decision,
  type Zab,
} from "../../src/protocols/zab/index.ts";
import {
  growthBy,
  keyValueStore,
  totalOf,
  wardLedger,
  type KeyValueState,
  type LedgerState,
} from "../../src/protocols/services/index.ts";
import { keyValueWork, ledgerWork, type Workload } from "./replicated-log-work.ts";
import type { LogCandidate } from "./replicated-log.ts";

export type MapZab = Zab<KeyValueState, KeyValueOperation, KeyValueResult>;
export type LedgerZab = Zab<LedgerState, BookOperation, BookResult>;

type Options<S, C, R> = Partial<Omit<Configuration<S, C, R>, "service" | "processes">>;

/** Zab with a key-value map, as a candidate of the suite. */
export function mapZab(
  name: string,
  processes: number,
  options: Options<KeyValueState, KeyValueOperation, KeyValueResult> = {},
): LogCandidate<MapZab, KeyValueOperation, KeyValueResult> {
  return candidate(name, processes, keyValueStore, keyValueWork, options);
}

/** Zab with the ward ledger. */
export function ledgerZab(
  name: string,
  processes: number,
  options: Options<LedgerState, BookOperation, BookResult> = {},
): LogCandidate<LedgerZab, BookOperation, BookResult> {
  return {
    ...candidate(name, processes, wardLedger, ledgerWork, options),
    properties: [moneyConserved(moneyIn)],
  };
}

function candidate<S, C, R>(
  name: string,
  processes: number,
  service: Service<S, C, R>,
  work: Workload<C, R>,
  options: Options<S, C, R>,
): LogCandidate<Zab<S, C, R>, C, R> {
  const protocol = zab({ processes, service, ...options });
  return { name, nodes: processes, protocol, logEventIn, sessions: sessionsOf(), work };
}

/** The money in a ledger's log. */
function moneyIn(decision: Decision<LedgerState, BookOperation, BookResult>) {
  switch (decision.kind) {
    case "delivered": {
      const entries = decision.executed.map(({ command, result }) => ({
        growth: growthBy(command, result),
        total: command.kind === "total" ? (result as number) : null,
      }));
      return { kind: "applied" as const, slot: decision.place, entries };
    }
    case "restored":
      return { kind: decision.kind, slot: decision.delivered, total: totalOf(decision.state) };
    case "answered":
      return null;
  }
}
