import type { Ballot, Duration, Effect, NodeId, NodeSet, Transition } from "../../core/index.ts";

/**
 * Paxos Commit in the words of Gray and Lamport, *Consensus on Transaction Commit*, 2006: resource managers
 * are prepared or abort, each of these votes is settled by an instance of Paxos of its own, and no single
 * coordinator has to be alive for all to learn the outcome.
 */
export interface PaxosCommit<V> {
  readonly state: NodeState<V>;
  readonly message: Message<V>;
  readonly request: { readonly kind: "propose"; readonly value: V };
  readonly persisted: Durable<V>;
  readonly timer: "inquire" | "take over";
  readonly decision: { readonly outcome: Outcome; readonly value: V };
}

export type Outcome = "commit" | "abort";

/** What an instance of Paxos settles: how one resource manager has voted. */
export type Verdict = "prepared" | "aborted";

export type Message<V> =
  /** From the leader: "Get ready to commit this." */
  | { readonly kind: "prepare"; readonly value: V }
  /** "Accept these verdicts." In ballot null each resource manager proposes its own; above it a leader proposes for all. */
  | {
      readonly kind: "2a";
      readonly ballot: Ballot | null;
      readonly value: V;
      readonly verdicts: readonly RmVerdict[];
    }
  /** "I have accepted them." To every leader. */
  | {
      readonly kind: "2b";
      readonly ballot: Ballot | null;
      readonly value: V;
      readonly verdicts: readonly RmVerdict[];
    }
  /** "I take over as leader of all instances; what has been accepted?" */
  | { readonly kind: "1a"; readonly ballot: Ballot }
  | { readonly kind: "1b"; readonly ballot: Ballot; readonly accepted: readonly Accepted[] }
  /** A resource manager asks how it ended. */
  | { readonly kind: "inquire"; readonly value: V }
  | { readonly kind: Outcome; readonly value: V };

export interface RmVerdict {
  readonly rm: NodeId;
  readonly verdict: Verdict;
}

/** The last verdict that an acceptor accepted for a resource manager; ballot null is the lowest. */
export interface Accepted extends RmVerdict {
  readonly ballot: Ballot | null;
}

export interface NodeState<V> {
  readonly rm: ResourceManager<V>;
  readonly acceptor: Acceptor;
  readonly leader: Leader<V>;
}

export type ResourceManager<V> =
  | { readonly kind: "working" }
  | { readonly kind: "prepared"; readonly value: V }
  | { readonly kind: "ended"; readonly outcome: Outcome };

export interface Acceptor {
  /** It takes part in no ballot lower than this one; null is the resource managers' own. */
  readonly mbal: Ballot | null;
  /** For all instances, sorted by resource manager. */
  readonly accepted: readonly Accepted[];
}

export interface Leader<V> {
  /** What is to be committed, once it has heard of it. */
  readonly value: V | null;
  /** The highest ballot it has used or heard of. */
  readonly highest: Ballot | null;
  readonly phase:
    | { readonly kind: "listening" }
    | {
        readonly kind: "asking";
        readonly ballot: Ballot;
        readonly promises: NodeSet;
        /** Of what was reported for each resource manager, the verdict at the highest ballot. */
        readonly reported: readonly Accepted[];
      };
  /** Who has accepted which verdicts, until it knows the outcome. */
  readonly tallies: readonly Tally[];
  readonly outcome: Outcome | null;
}

export interface Tally extends Accepted {
  readonly acceptors: NodeSet;
}

/** What a node keeps on disk. */
export interface Durable<V> {
  readonly rm: ResourceManager<V>;
  readonly acceptor: Acceptor;
  readonly highest: Ballot | null;
  readonly outcome: { readonly outcome: Outcome; readonly value: V } | null;
}

export interface PaxosCommitOptions {
  readonly resourceManagers: readonly NodeId[];
  /** 2F + 1 of them survive F crashes; with a single one it is two-phase commit (section 5). */
  readonly acceptors: readonly NodeId[];
  /** In the order in which they take over. The first begins. */
  readonly leaders: readonly NodeId[];
  /** Resource managers that will not commit. By default all are willing. */
  readonly unwilling?: readonly NodeId[];
  /** How long a resource manager waits for the outcome, and a leader before it takes over. */
  readonly patience: Duration;
}

export type Turn<V> = Transition<PaxosCommit<V>>;
export type Act<V> = Effect<PaxosCommit<V>>;
