import {
  emptyArray,
  endOf,
  itemAt,
  itemsFrom,
  withItem,
  withNode,
  type NodeId,
  type NodeSet,
  type QuorumSystem,
  type SparseArray,
  type Time,
} from "../../../core/index.ts";
import type { Slot } from "../values.ts";
import type { Settings } from "../vocabulary.ts";
import type { Lease } from "./vocabulary.ts";

/**
 * A leader's lease: as long as a set of nodes that meets every phase-1 quorum denies its promise to all others, nobody
 * else is elected, and the leader's copy tells the latest without its asking anyone.
 *
 * The heartbeats carry the time at which they were sent, and come back with it. As part of being leader, the lease is
 * gone as soon as that is: after stepping down, or after a restart, in which also some of what was applied is
 * forgotten. (Gray and Cheriton, *Leases*, 1989; *Paxos Made Live*, section 5.2; Ongaro's thesis, section 6.4.1.)
 */
export function leaseOfElected<S, C, R>(
  next: Slot,
  reported: SparseArray<unknown>,
  { clockDrift }: Settings<S, C, R>,
): Lease | null {
  if (clockDrift === null) return null;
  return withReported({ servesFrom: next, loyalSince: emptyArray, until: 0 }, reported);
}

/** The lease of a leader to whom phase 1 has brought this to light. */
export function withReported(lease: Lease, reported: SparseArray<unknown>): Lease {
  return { ...lease, servesFrom: Math.max(lease.servesFrom, endOf(reported)) };
}

/** The node has answered a heartbeat, and is loyal since then; `quorums` are those in force. */
export function renewed<S, C, R>(
  lease: Lease,
  node: NodeId,
  since: Time,
  quorums: QuorumSystem,
  settings: Settings<S, C, R>,
): Lease {
  // One that was overtaken by the answer to a later heartbeat.
  if (since <= (itemAt(lease.loyalSince, node) ?? -1)) return lease;
  return leaseUnder({ ...lease, loyalSince: withItem(lease.loyalSince, node, since) }, quorums, settings);
}

/** The lease as long as these quorums, which are those in force, make it. */
export function leaseUnder<S, C, R>(
  lease: Lease,
  quorums: QuorumSystem,
  { rules, timing: { patience }, clockDrift }: Settings<S, C, R>,
): Lease {
  const from = quorumSince(lease.loyalSince, quorums);
  if (from === null || clockDrift === null) return { ...lease, until: 0 };
  return { ...lease, until: from + rules.leaseLength(patience, clockDrift) };
}

/** Since when a phase-2 quorum is loyal. It meets every phase-1 quorum, so without it nobody is elected. */
function quorumSince(loyalSince: SparseArray<Time>, quorums: QuorumSystem): Time | null {
  const latestFirst = itemsFrom(loyalSince).toSorted((one, other) => other.item - one.item);
  let loyal: NodeSet = [];
  for (const { index: node, item: since } of latestFirst) {
    if (!quorums.acceptors.includes(node)) continue;
    loyal = withNode(loyal, node);
    if (quorums.isPhase2Quorum(loyal)) return since;
  }
  return null;
}
