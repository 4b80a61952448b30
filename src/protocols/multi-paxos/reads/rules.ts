import type { Duration, NodeId, Time } from "../../../core/index.ts";
import type { Slot } from "../values.ts";
import type { NodeState, Role } from "../vocabulary.ts";
import type { PendingRead } from "./vocabulary.ts";

/** The few lines on which it hangs whether a read that goes past the log tells the latest. */
export interface ReadRules<S, C, R> {
  /** Whether a node owes it to the leader that it hears from, or is, to promise this candidate nothing now. */
  readonly isLoyal: (role: Role<C>, candidate: NodeId) => boolean;
  /** From when on one is loyal who has answered a heartbeat; both times are those of the leader's clock. */
  readonly leaseFrom: (sentAt: Time, answeredAt: Time) => Time;
  /** How long, by the leader's clock, one is loyal at least who is patient so long by its own. */
  readonly leaseLength: (patience: Duration, clockDrift: number) => Duration;
  /** Whether this node knows by itself that nothing is chosen that it has not applied. */
  readonly mayServe: (state: NodeState<S, C, R>, now: Time) => boolean;
  /** Below which slot everything has to be applied, according to two nodes of a quorum. */
  readonly readsUpTo: (one: Slot, other: Slot) => Slot;
  /** Whether its copy is fit for answering a read of which it knows how far it has to go. */
  readonly mayAnswer: (state: NodeState<S, C, R>, read: PendingRead<C>) => boolean;
}

export function soundReadRules<S, C, R>(): ReadRules<S, C, R> {
  return { isLoyal, leaseFrom, leaseLength, mayServe, readsUpTo, mayAnswer };
}

/**
 * Leader stickiness: no promise to others within the time that its leader may be silent. A node that
 * comes back from a partition then disturbs nobody, and a lease has something to stand on.
 * (Ongaro's thesis, sections 4.2.3 and 6.4.1; Gray and Cheriton, *Leases*, 1989.)
 */
function isLoyal<C>(role: Role<C>, candidate: NodeId): boolean {
  if (role.kind === "leading") return true;
  return role.kind === "following" && role.isPatient && role.leader?.node !== candidate;
}

/** Before it was sent: the other has been loyal since it came, and how long it was under way the leader cannot know. */
function leaseFrom(sentAt: Time): Time {
  return sentAt;
}

/**
 * Clocks run at rates from 1 − ε to 1 + ε, where ε is `clockDrift`. One who hears a heartbeat is loyal until its
 * clock has gone on by `patience`, which takes patience / (1 + ε) at least. In that time the leader's clock, if it is
 * slow, goes on by only (1 − ε) · patience / (1 + ε): after this, the other may be disloyal. (Gray and Cheriton, section
 * 3.1, with the drift as a factor.)
 *
 * A clock shows whole microseconds, and a timer runs for such: one less makes up for both.
 */
function leaseLength(patience: Duration, clockDrift: number): Duration {
  return Math.floor((patience * (1 - clockDrift)) / (1 + clockDrift)) - 1;
}

/**
 * Within the lease no other is elected, so nothing is chosen but by this leader. What was chosen before, its phase 1 with
 * the members in force brought to light. (*Paxos Made Live*, section 5.2; Ongaro's thesis, section 6.4.)
 *
 * The clock must be looked at after the read came in. A process that is held up between looking and answering
 * does no harm: the answer is right for the moment at which it looked. Here a step takes no time at all.
 */
function mayServe<S, C, R>({ role, replica }: NodeState<S, C, R>, now: Time): boolean {
  if (role.kind !== "leading" || role.lease === null) return false;
  const isPrepared = role.prepared >= replica.tenures[0]!.number;
  return isPrepared && replica.next >= role.lease.servesFrom && now < role.lease.until;
}

/**
 * What was chosen before the read was asked for, a phase-2 quorum had accepted, and one of them is among those who
 * are asked now. (Charapko, Ailijiang and Demirbas, *Linearizable Quorum Reads in Paxos*, 2019, section 3.)
 */
function readsUpTo(one: Slot, other: Slot): Slot {
  return Math.max(one, other);
}

/** Only once it has applied all of that: some of it may not even be chosen yet. */
function mayAnswer<S, C, R>({ replica }: NodeState<S, C, R>, { upTo }: PendingRead<C>): boolean {
  return replica.next >= upTo;
}
