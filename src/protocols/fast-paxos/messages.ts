import type { Round } from "./rounds.ts";

/** What nodes say to each other in Fast Paxos (Lamport, *Fast Paxos*, 2005, sections 2 and 3: phases 1a to 2b). */
export type Message<V> = Proposal<V> | Phase1a | Phase1b<V> | Phase2a<V> | Phase2b<V> | Nack | Chosen<V>;

/** A proposer's wish, sent to coordinators and straight to the acceptors. */
export interface Proposal<V> {
  readonly kind: "proposal";
  readonly value: V;
}

/** "I begin `round`; what have you voted for before?" */
export interface Phase1a {
  readonly kind: "1a";
  readonly round: Round;
}

/** "I vote in no round below `round` any more; my last vote was for `vval` in round `vrnd`" (0: I never voted). */
export interface Phase1b<V> extends LastVote<V> {
  readonly kind: "1b";
  readonly round: Round;
}

export interface LastVote<V> {
  readonly vrnd: Round;
  /** Null if `vrnd` is 0. */
  readonly vval: V | null;
}

/** "Vote for this in `round`"; *any* lets each acceptor vote for the first proposal that reaches it. */
export interface Phase2a<V> {
  readonly kind: "2a";
  readonly round: Round;
  readonly ask: { readonly kind: "value"; readonly value: V } | { readonly kind: "any" };
}

/** "I have voted for this in `round`." To the learners, and to whoever must know of collisions. */
export interface Phase2b<V> {
  readonly kind: "2b";
  readonly round: Round;
  readonly value: V;
}

/** "No: I take part in nothing below round `rnd` any more." Spares a coordinator a timeout; safety does without it. */
export interface Nack {
  readonly kind: "nack";
  readonly rnd: Round;
}

/** A learner's answer to whoever still tries. */
export interface Chosen<V> {
  readonly kind: "chosen";
  readonly round: Round;
  readonly value: V;
}

/** What a client asks of a proposer. */
export interface Propose<V> {
  readonly kind: "propose";
  readonly value: V;
}

/** What a learner announces: a quorum has voted for `value` in `round`. */
export interface Decision<V> {
  readonly value: V;
  readonly round: Round;
}
