import type { Duration, NodeId, NodeSet, QuorumSystem, Time } from "paxoslab/core";
import type { NodeState, Role } from "paxoslab/protocols/multi-paxos";

/** A heartbeat of the leader that somebody has answered, maybe the leader itself. Both times are of the leader's clock. */
export interface Answered {
  readonly node: NodeId;
  readonly sentAt: Time;
  readonly answeredAt: Time;
}

export interface Terms {
  /** So long, by its own clock, a node that has heard a heartbeat promises nothing to others. */
  readonly patience: Duration;
  /** Clocks run at rates from 1 less this fraction to 1 and this fraction: 0.05 for 5 %. */
  readonly clockDrift: number;
}

/** As long as its patience lasts, a follower promises nothing to anybody but the leader that it follows. */
export function isLoyal<C>(role: Role<C>, candidate: NodeId): boolean {
  if (role.kind === "leading") return true;
  return role.kind === "following" && role.isPatient && role.leader?.node !== candidate;
}

/** The other's patience began when the heartbeat came: not before it was sent, and that is all the leader knows. */
export function leaseFrom(sentAt: Time, _answeredAt: Time): Time {
  return sentAt;
}

/**
 * A fast clock is through with its patience after patience / (1 + ε), and in that time a slow one goes on by 1 − ε of it.
 * Clocks show whole microseconds, and timers run for such: one less makes up for both.
 */
export function leaseLength({ patience, clockDrift }: Terms): Duration {
  return Math.floor((patience * (1 - clockDrift)) / (1 + clockDrift)) - 1;
}

/**
 * Why it is right: those who make up a phase-2 quorum meet every phase-1 quorum, and each of them promises nothing to
 * others for at least the length of the lease after the heartbeat was sent that it answered last. So the lease runs from
 * the earliest of these heartbeats, and the best quorum is that of the nodes that were heard of last.
 */
export function leaseUntil(answers: readonly Answered[], quorums: QuorumSystem, terms: Terms): Time | null {
  const latestFirst = answers
    .filter(({ node }) => quorums.acceptors.includes(node))
    .map(({ node, sentAt, answeredAt }) => ({ node, since: leaseFrom(sentAt, answeredAt) }))
    .toSorted((one, other) => other.since - one.since);
  let loyal: NodeSet = [];
  for (const { node, since } of latestFirst) {
    if (!loyal.includes(node)) loyal = [...loyal, node].toSorted((one, other) => one - other);
    if (quorums.isPhase2Quorum(loyal)) return since + leaseLength(terms);
  }
  return null;
}

/**
 * Within the lease nobody else is elected, so nothing is chosen but by this leader. What was chosen before, its phase 1
 * with the members in force brought to light, and it has applied all of that.
 */
export function mayServe<S, C, R>({ role, replica }: NodeState<S, C, R>, now: Time): boolean {
  if (role.kind !== "leading" || role.lease === null) return false;
  const isPrepared = role.prepared >= replica.tenures[0]!.number;
  return isPrepared && replica.next >= role.lease.servesFrom && now < role.lease.until;
}

/** Your functions as rules of the protocol, for storms. */
export function leaseRules() {
  return {
    isLoyal,
    leaseFrom,
    leaseLength: (patience: Duration, clockDrift: number) => leaseLength({ patience, clockDrift }),
    mayServe,
  };
}
