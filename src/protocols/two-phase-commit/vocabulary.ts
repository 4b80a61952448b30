import type { NodeSet } from "../../core/index.ts";

/**
 * Two-phase commit in the words of Jim Gray, "Notes on Data Base Operating Systems" (1978): a coordinator
 * asks all participants to prepare, and commits only if every one of them votes yes.
 *
 * Its *prepare* is not Paxos's: here it carries the value, and a yes gives up the right to refuse it.
 */
export interface TwoPhaseCommit<V> {
  readonly state: NodeState<V>;
  readonly message: Message<V>;
  readonly request: { readonly kind: "propose"; readonly value: V };
  readonly persisted: Durable<V>;
  readonly timer: "inquire" | "vote timeout";
  readonly decision: { readonly outcome: "commit" | "abort"; readonly value: V };
}

export type Message<V> =
  | { readonly kind: "prepare"; readonly value: V }
  | { readonly kind: "vote-yes" }
  | { readonly kind: "commit"; readonly value: V }
  | { readonly kind: "abort"; readonly value: V }
  /** A prepared participant asks the coordinator how it ended. */
  | { readonly kind: "inquire" };

export interface NodeState<V> {
  readonly participant: Participant<V>;
  readonly coordinator: Coordinator<V>;
}

export type Participant<V> =
  | { readonly kind: "working" }
  /** Voted yes: bound to the outcome, and blocked until it hears of it. */
  | { readonly kind: "prepared"; readonly value: V }
  | { readonly kind: "ended"; readonly outcome: "commit" | "abort" };

export type Coordinator<V> =
  | { readonly kind: "idle" }
  | { readonly kind: "collecting"; readonly value: V; readonly votes: NodeSet }
  | { readonly kind: "ended"; readonly outcome: "commit" | "abort"; readonly value: V };

export interface Durable<V> {
  readonly participant: Participant<V>;
  readonly coordinator: Coordinator<V>;
}
