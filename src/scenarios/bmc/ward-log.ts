import type { Property } from "../../core/index.ts";
import { appliedInOrder, atMostOnce, logAgreement } from "../../properties/index.ts";
import {
  logEventIn,
  sessionsOf,
  type Configuration,
  type Execute,
  type MultiPaxos,
} from "../../protocols/multi-paxos/index.ts";
import type { LedgerCommand, LedgerResult, LedgerState } from "../../protocols/services/index.ts";
import type { Run } from "../../sim/index.ts";

/** The wards keep one account book, in one order: Multi-Paxos over the ward ledger. */
export type WardLog = MultiPaxos<LedgerState, LedgerCommand, LedgerResult>;

/** Other code for some of its rules. */
export type WardRules = NonNullable<Configuration<LedgerState, LedgerCommand, LedgerResult>["rules"]>;

/** Everything that a replicated log promises never to break, ready for `simulate`. */
export function wardLogSafety(): readonly Property<WardLog>[] {
  return [logAgreement(logEventIn), appliedInOrder(logEventIn), atMostOnce(logEventIn)];
}

/** An opening, or a payment out of the emergency fund, as a client asks for it the first time. */
export function order(client: number, command: LedgerCommand, sequence = 0): Execute<LedgerCommand> {
  return { kind: "execute", client, sequence, command };
}

export const openFund = (crore: number): LedgerCommand => ({ kind: "open", account: "fund", amount: crore });
export const pay = (crore: number): LedgerCommand => ({ kind: "withdraw", account: "fund", amount: crore });

export interface LogSummary {
  /** By node, how many slots it has applied; null for one that is down. */
  readonly applied: readonly (number | null)[];
  /** By node, what its book says is left of the fund. */
  readonly left: readonly (number | null)[];
  /** What clients were told, in order: client and result. */
  readonly answers: readonly { readonly client: number; readonly result: LedgerResult }[];
  /** The ballots that had a leader, in order, as text. */
  readonly ballotsLed: readonly string[];
}

export function summariseLog({ states, decisions, trace }: Run<WardLog>): LogSummary {
  const { answered } = sessionsOf<LedgerState, LedgerCommand, LedgerResult>();
  const led = trace.events.flatMap((event) =>
    event.kind === "send" && event.message.kind === "heartbeat"
      ? [`${event.message.ballot.round}.${event.message.ballot.node}`]
      : [],
  );
  return {
    applied: states.map((state) => state && state.replica.next),
    left: states.map((state) => state && (state.replica.service["fund"] ?? null)),
    answers: decisions.flatMap(({ decision }) => {
      const answer = answered(decision);
      return answer === null ? [] : [{ client: answer.client, result: answer.result }];
    }),
    ballotsLed: [...new Set(led)],
  };
}
