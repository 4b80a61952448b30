import type { Effect, NodeId, NodeSet, TimerSpan, Transition } from "../../core/index.ts";
import type { Decision, LastVote, Message, Propose } from "./messages.ts";
import type { FastQuorums } from "./quorums.ts";
import type { Round, Rounds } from "./rounds.ts";
import type { Rules } from "./rules.ts";

/** The vocabulary of Fast Paxos over values of type `V`. */
export interface FastPaxos<V> {
  readonly state: NodeState<V>;
  readonly message: Message<V>;
  readonly request: Propose<V>;
  readonly persisted: Durable<V>;
  readonly timer: "retry";
  readonly decision: Decision<V>;
}

/** A node may play several roles; each keeps its own state. */
export interface NodeState<V> {
  /** What its client wants chosen. */
  readonly wish: { readonly value: V } | null;
  readonly acceptor: AcceptorState<V>;
  readonly coordinator: CoordinatorState<V>;
  readonly learner: LearnerState<V>;
}

/** The acceptor, with the paper's names (section 2). */
export interface AcceptorState<V> extends LastVote<V> {
  /** The highest round it has taken part in. */
  readonly rnd: Round;
  /** The round in which it may vote for any proposal, if it has been told so; else 0. Not kept on disk. */
  readonly anyIn: Round;
  /** The first proposal since its last vote, to vote for when it may. Not kept on disk. */
  readonly proposal: { readonly value: V } | null;
  /** With uncoordinated recovery: what others have voted for in its round. Not kept on disk. */
  readonly others: readonly Report<V>[];
}

export interface CoordinatorState<V> {
  /** The highest round it has begun. */
  readonly crnd: Round;
  /** The highest round it has heard of. */
  readonly highest: Round;
  readonly phase: Phase<V>;
  /** The first proposal it heard of. */
  readonly proposal: { readonly value: V } | null;
}

export type Phase<V> =
  | { readonly kind: "idle" }
  /** Phase 1 of `crnd`. */
  | { readonly kind: "asking"; readonly reports: readonly Report<V>[] }
  /** Phase 1 has shown that any value will do in `crnd`, a classic round; there is none to propose yet. */
  | { readonly kind: "free" }
  /** It has sent *any*; these votes have come in. */
  | { readonly kind: "open"; readonly reports: readonly Report<V>[] }
  /** It has asked for one value. */
  | { readonly kind: "fixed" };

/** Acceptors whose last vote was this one. Lists of them are sorted, by round and then by value. */
export interface Report<V> extends LastVote<V> {
  readonly nodes: NodeSet;
}

export interface LearnerState<V> {
  /** The votes it heard of, in all rounds, until it has learned. */
  readonly votes: readonly Report<V>[];
  readonly learned: Decision<V> | null;
}

/** What a node keeps on disk. */
export interface Durable<V> extends LastVote<V> {
  readonly rnd: Round;
  readonly crnd: Round;
}

/** What happens when a fast round ends in a collision ("Collision Recovery"). */
export type Recovery =
  /** The coordinator takes the votes of the fast round for the phase 1 of a classic one, and goes on with its phase 2. */
  | "coordinated"
  /** The acceptors tell each other their votes, and each votes at once in the next round, which is fast too. */
  | "uncoordinated"
  /** Nothing: a timer rings, and a new round begins with its phase 1. */
  | "new round";

export interface Configuration<V> {
  readonly quorums: FastQuorums;
  /** Nodes that coordinate, in the order of their turns. By default the first acceptor only. */
  readonly coordinators?: readonly NodeId[];
  /** Nodes that every acceptor tells its votes. By default every acceptor. */
  readonly learners?: readonly NodeId[];
  /** By default `coordinated`. */
  readonly recovery?: Recovery;
  /** `classic`: no round is fast, which is Paxos with the same messages. By default `fast`. */
  readonly rounds?: "fast" | "classic";
  /** How long a node waits for an outcome before it does something about it. By default 200 to 800 ms. */
  readonly patience?: TimerSpan;
  /** Other code for some of the rules: a student's, or one with a planted bug. */
  readonly rules?: Partial<Rules<V>>;
}

export interface Settings<V> {
  readonly quorums: FastQuorums;
  readonly rounds: Rounds;
  readonly learners: readonly NodeId[];
  readonly recovery: Recovery;
  readonly patience: TimerSpan;
  readonly rules: Rules<V>;
}

export type Turn<V> = Transition<FastPaxos<V>>;
export type Action<V> = Effect<FastPaxos<V>>;
