import type { Ballot } from "../../core/index.ts";

/**
 * What nodes say to each other in single-decree Paxos (Lamport, *Paxos Made Simple*, 2001, section 2.2).
 *
 * `V` is the type of the values agreed on; any plain data will do.
 */
export type Message<V> = Prepare | Promise<V> | Accept<V> | Accepted<V> | Chosen<V> | Nack;

/** Phase 1a: "May I lead ballot `ballot`? If so, what have you accepted before?" */
export interface Prepare {
  readonly kind: "prepare";
  readonly ballot: Ballot;
}

/** Phase 1b: "I will take part in nothing below `ballot`; the last I accepted is this." */
export interface Promise<V> {
  readonly kind: "promise";
  readonly ballot: Ballot;
  readonly accepted: AcceptedProposal<V> | null;
}

/** Phase 2a: "Accept this value at this ballot." */
export interface Accept<V> {
  readonly kind: "accept";
  readonly ballot: Ballot;
  readonly value: V;
}

/** Phase 2b: "I have accepted it." Sent to every learner. */
export interface Accepted<V> {
  readonly kind: "accepted";
  readonly ballot: Ballot;
  readonly value: V;
}

/**
 * "No: I have promised a higher ballot." Not needed for safety; it spares the proposer a timeout
 * (section 2.2 calls it an optimisation to tell a proposer that it had better give up).
 */
export interface Nack {
  readonly kind: "nack";
  /** The ballot that was refused. */
  readonly ballot: Ballot;
  /** The ballot that stands in its way. */
  readonly promised: Ballot;
}

/** A value that one acceptor accepted, and the ballot at which it did. */
export interface AcceptedProposal<V> {
  readonly ballot: Ballot;
  readonly value: V;
}

/** What a client asks of a proposer: "Try to get this value chosen." */
export interface Propose<V> {
  readonly kind: "propose";
  readonly value: V;
}

/** What a learner announces: a quorum has accepted `value` at `ballot`. */
export interface Decision<V> {
  readonly value: V;
  readonly ballot: Ballot;
}

/**
 * "This value has been chosen." A distinguished learner tells the other learners (section 2.3), so that
 * 227 acceptors need not each tell 227 learners.
 */
export interface Chosen<V> {
  readonly kind: "chosen";
  readonly ballot: Ballot;
  readonly value: V;
}
