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
  viewstampedReplication,
  type Configuration,
  type Decision,
  type ViewstampedReplication,
} from "../../src/protocols/viewstamped-replication/index.ts";
import {
  growthBy,
  keyValueStore,
  totalOf,
  wardLedger,
  type KeyValueState,
  type LedgerState,
} from "../../src/protocols/services/index.ts";
import type { Run } from "../../src/sim/index.ts";
import { keyValueWork, ledgerWork, type Workload } from "./replicated-log-work.ts";
import type { LogCandidate } from "./replicated-log.ts";

export type MapReplication = ViewstampedReplication<KeyValueState, KeyValueOperation, KeyValueResult>;
export type LedgerReplication = ViewstampedReplication<LedgerState, BookOperation, BookResult>;

type Options<S, C, R> = Partial<Omit<Configuration<S, C, R>, "service" | "replicas">>;

/** Viewstamped Replication with a key-value map, as a candidate of the suite. */
export function mapReplication(
  name: string,
  replicas: number,
  options: Options<KeyValueState, KeyValueOperation, KeyValueResult> = {},
): LogCandidate<MapReplication, KeyValueOperation, KeyValueResult> {
  return candidate(name, replicas, keyValueStore, keyValueWork, options);
}

/** Viewstamped Replication with the ward ledger. */
export function ledgerReplication(
  name: string,
  replicas: number,
  options: Options<LedgerState, BookOperation, BookResult> = {},
): LogCandidate<LedgerReplication, BookOperation, BookResult> {
  return {
    ...candidate(name, replicas, wardLedger, ledgerWork, options),
    properties: [moneyConserved(moneyIn)],
  };
}

function candidate<S, C, R>(
  name: string,
  replicas: number,
  service: Service<S, C, R>,
  work: Workload<C, R>,
  options: Options<S, C, R>,
): LogCandidate<ViewstampedReplication<S, C, R>, C, R> {
  const protocol = viewstampedReplication({ replicas, service, ...options });
  return { name, nodes: replicas, protocol, logEventIn, sessions: sessionsOf(), work };
}

/** The money in a ledger's log. */
function moneyIn(decision: Decision<LedgerState, BookOperation, BookResult>) {
  switch (decision.kind) {
    case "executed": {
      const entries = decision.executed.map(({ command, result }) => ({
        growth: growthBy(command, result),
        total: command.kind === "total" ? (result as number) : null,
      }));
      return { kind: "applied" as const, slot: decision.opNumber - 1, entries };
    }
    case "restored":
      return { kind: decision.kind, slot: decision.opNumber, total: totalOf(decision.state) };
    case "answered":
      return null;
  }
}

/**
 * Whether more than f replicas were down or recovering at one moment. The group has then lost its log for good and, as the
 * paper says (section 1), serves nobody any more; whoever wants to survive that keeps the log on disk.
 */
export function hasLostItsLog<S, C, R>({
  trace,
}: Pick<Run<ViewstampedReplication<S, C, R>>, "trace">): boolean {
  const without = new Set<number>();
  const failures = (trace.names.length - 1) / 2;
  for (const event of trace.events) {
    if (event.kind === "crash") without.add(event.node);
    if (event.kind === "start" && event.persisted === null) without.delete(event.node);
    if (event.kind === "send" && event.message.kind === "prepare-ok") without.delete(event.node);
    if (without.size > failures) return true;
  }
  return false;
}
