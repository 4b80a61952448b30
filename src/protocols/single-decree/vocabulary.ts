import type { Effect, NodeId, QuorumSystem, TimerSpan } from "../../core/index.ts";
import type { AcceptorRole, AcceptorState } from "./acceptor.ts";
import type { LearnerRole, LearnerState } from "./learner.ts";
import type { Decision, Message, Propose } from "./messages.ts";
import type { DurableProposer, ProposerRole, ProposerState } from "./proposer.ts";

/** The vocabulary of single-decree Paxos over values of type `V`. */
export interface SingleDecree<V> {
  readonly state: NodeState<V>;
  readonly message: Message<V>;
  readonly request: Propose<V>;
  readonly persisted: Durable<V>;
  readonly timer: "retry";
  readonly decision: Decision<V>;
}

/** A node may play several roles; each keeps its own state and never looks into another's. */
export interface NodeState<V> {
  readonly proposer: ProposerState<V>;
  readonly acceptor: AcceptorState<V>;
  readonly learner: LearnerState<V>;
}

/** What a node keeps on disk. A learner keeps nothing: it can always learn again. */
export interface Durable<V> {
  readonly proposer: DurableProposer;
  readonly acceptor: AcceptorState<V>;
}

/** Who plays which role, and how. */
export interface Configuration<V> {
  /** The acceptors, and which sets of them are enough. */
  readonly quorums: QuorumSystem;
  /** The distinguished learners: every acceptor reports to each of them. By default, every acceptor. */
  readonly learners?: readonly NodeId[];
  /**
   * Nodes that a distinguished learner tells what was chosen. By default, none. A node that proposes should
   * be a learner or in the audience: one that never learns the outcome never stops trying.
   */
  readonly audience?: readonly NodeId[];
  /** How long a proposer waits before it tries a higher ballot. By default {@link randomisedBackoff}. */
  readonly retry?: RetryPolicy;
  /** Other code for a role: a student's, or one with a planted bug. By default, the code of this folder. */
  readonly roles?: Partial<Roles<V>>;
}

/** The code of the three roles, each a pure function from state and input to state and effects. */
export interface Roles<V> {
  readonly acceptor: AcceptorRole<V>;
  readonly proposer: ProposerRole<V>;
  readonly learner: LearnerRole<V>;
}

export interface RetryPolicy {
  /** How long to wait for an answer to attempt number `attempt` (1, 2, …) before trying again. */
  readonly patience: (attempt: number) => TimerSpan;
  /** How long to step back after attempt number `attempt` was refused by a nack. */
  readonly backoff: (attempt: number) => TimerSpan;
}

/** One step of one role. What it wants to persist is its own part of the disk only. */
export interface RoleTransition<State, Persisted, V> {
  readonly state: State;
  readonly effects: readonly RoleEffect<Persisted, V>[];
}

export type RoleEffect<Persisted, V> =
  | Exclude<Effect<SingleDecree<V>>, { kind: "persist" }>
  | { readonly kind: "persist"; readonly value: Persisted };
