import type { Duration, NodeId, QuorumSystem, Time } from "paxoslab/core";
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

/** Whether a node in this role owes it to the leader that it hears from, or is, to promise this candidate nothing now. */
export function isLoyal<C>(role: Role<C>, _candidate: NodeId): boolean {
  // TODO: a leader is loyal to itself. And a follower?
  return role.kind === "leading";
}

/** From when on somebody is sure to be loyal who has answered a heartbeat. */
export function leaseFrom(_sentAt: Time, answeredAt: Time): Time {
  // TODO: when did the other one's patience begin?
  return answeredAt;
}

/** For how many microseconds of the leader's clock one is sure to be loyal who is patient so long by its own clock. */
export function leaseLength({ patience }: Terms): Duration {
  // TODO: what if your clock is slow, and the other one's fast?
  return patience;
}

/** Until when, by its own clock, a leader is sure that nobody else is elected; null if it is not sure at all. */
export function leaseUntil(answers: readonly Answered[], _quorums: QuorumSystem, terms: Terms): Time | null {
  // TODO: is one loyal node enough? Which of these answers count?
  const last = answers[answers.length - 1];
  return last === undefined ? null : leaseFrom(last.sentAt, last.answeredAt) + leaseLength(terms);
}

/** Whether this node may answer from its own copy, by itself, when its clock says `now`. */
export function mayServe<S, C, R>({ role }: NodeState<S, C, R>, _now: Time): boolean {
  // TODO: it believes that it leads. Does it? And is its copy up to date?
  return role.kind === "leading";
}

/** Your functions as rules of the protocol, for storms. (This is right.) */
export function leaseRules() {
  return {
    isLoyal,
    leaseFrom,
    leaseLength: (patience: Duration, clockDrift: number) => leaseLength({ patience, clockDrift }),
    mayServe,
  };
}
