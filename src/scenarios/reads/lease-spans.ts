import type { Duration, NodeId, QuorumSystem, Time } from "../../core/index.ts";
import { soundRules } from "../../protocols/multi-paxos/index.ts";
import type { Run } from "../../sim/index.ts";
import type { WardLog } from "../bmc/ward-log.ts";

/** Promises and leases of a run as spans of true time, whatever the clocks of the nodes say. */
export interface LeaseSpans {
  /** Who denied its promise to everybody but this leader. */
  readonly promises: readonly LeaseSpan[];
  /** When a leader was sure of it, by its own clock. */
  readonly leases: readonly LeaseSpan[];
}

export interface LeaseSpan {
  readonly node: NodeId;
  readonly leader: NodeId;
  readonly from: Time;
  readonly until: Time;
}

export interface LeaseTerms {
  readonly quorums: QuorumSystem;
  readonly patience: Duration;
  readonly clockDrift: number;
  /** How fast the clocks run; 1 is right, and is meant where nothing is said. */
  readonly clockRates: readonly number[];
}

/** @param run - of the protocol with its own rules for leases. */
export function leaseSpansIn({ trace }: Run<WardLog>, terms: LeaseTerms): LeaseSpans {
  const { patience, clockDrift, clockRates } = terms;
  const rate = (node: NodeId): number => clockRates[node] ?? 1;
  const { leaseFrom, leaseLength } = soundRules();
  const promises: LeaseSpan[] = [];
  const leases: LeaseSpan[] = [];
  const loyalSince = new Map<NodeId, Map<NodeId, Time>>();
  const renew = (leader: NodeId, node: NodeId, since: Time, at: Time): void => {
    const known = loyalSince.get(leader) ?? new Map<NodeId, Time>();
    loyalSince.set(leader, known.set(node, Math.max(since, known.get(node) ?? 0)));
    const from = sinceQuorum(known, terms.quorums);
    if (from === null) return;
    const until = (from + leaseLength(patience, clockDrift)) / rate(leader);
    if (until > at) extend(leases, { node: leader, leader, from: at, until });
  };
  for (const event of trace.events) {
    if (event.kind === "send" && event.message.kind === "heartbeat") {
      renew(event.node, event.node, event.message.sentAt ?? 0, event.at);
    }
    if (event.kind !== "deliver") continue;
    const { at, node, from, message } = event;
    if (message.kind === "heartbeat") {
      extend(promises, { node, leader: from, from: at, until: at + patience / rate(node) });
    }
    if (message.kind === "alive" && message.sentAt !== null) {
      renew(node, from, leaseFrom(message.sentAt, at * rate(node)), at);
    }
  }
  return { promises, leases };
}

/** Since when enough of them are loyal for nobody else to be elected, by the leader's clock. */
function sinceQuorum(loyalSince: ReadonlyMap<NodeId, Time>, quorums: QuorumSystem): Time | null {
  const latestFirst = [...loyalSince].toSorted(([, one], [, other]) => other - one);
  for (const [nth, [, since]] of latestFirst.entries()) {
    const loyal = latestFirst.slice(0, nth + 1).map(([node]) => node);
    if (quorums.isPhase2Quorum(loyal.toSorted((one, other) => one - other))) return since;
  }
  return null;
}

/** One that goes on where the last of its node ends, or before, is more of the same. */
function extend(spans: LeaseSpan[], span: LeaseSpan): void {
  const last = spans.findLastIndex(({ node, leader }) => node === span.node && leader === span.leader);
  const before = spans[last];
  if (before === undefined || before.until < span.from) spans.push(span);
  else spans[last] = { ...before, until: Math.max(before.until, span.until) };
}
