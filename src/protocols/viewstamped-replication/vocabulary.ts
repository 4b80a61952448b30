import type {
  ClientCommand,
  Duration,
  Effect,
  Execute,
  NodeSet,
  Service,
  SparseArray,
  Transition,
} from "../../core/index.ts";
import type { Application } from "./application.ts";
import type { Decision, DoViewChange, Message, OpNumber, RecoveryResponse, ViewNumber } from "./messages.ts";
import type { Rules } from "./rules.ts";

/** The vocabulary of Viewstamped Replication for a service with states `S`, commands `C` and results `R`. */
export interface ViewstampedReplication<S, C, R> {
  readonly state: ReplicaState<S, C, R>;
  readonly message: Message<S, C, R>;
  readonly request: Execute<C>;
  readonly persisted: Durable;
  readonly timer: "heartbeat" | "view-change" | "retry";
  readonly decision: Decision<S, C, R>;
}

/** The state of a replica (section 4, figure 2). */
export interface ReplicaState<S, C, R> {
  readonly view: ViewNumber;
  readonly status: Status<S, C, R>;
  /** The last view in which its status was normal. */
  readonly normalView: ViewNumber;
  /** The last operation in the log. */
  readonly opNumber: OpNumber;
  /** By op-number; what lies above the commit-number is prepared and may be lost yet. */
  readonly log: SparseArray<ClientCommand<C>>;
  /** The log has been cut: it holds nothing before this operation. */
  readonly logStart: OpNumber;
  readonly application: Application<S, R>;
  /** How often it has come back from a crash. */
  readonly recoveries: number;
  /** What clients asked of this replica and have not been told, by client. */
  readonly waiting: SparseArray<ClientCommand<C>>;
}

export type Status<S, C, R> = Normal | ViewChange<S, C, R> | Recovering<S, C, R>;

export interface Normal {
  readonly kind: "normal";
  /** What the primary of the view counts; null at a backup. */
  readonly primary: Primary | null;
}

export interface Primary {
  /** By replica, the last operation that it is known to have. */
  readonly prepared: readonly OpNumber[];
  /** What was prepared a heartbeat ago or longer: whoever has not answered for it is sent it again. */
  readonly sentBefore: OpNumber;
  /** By client, its last request in the log. */
  readonly requested: SparseArray<number>;
}

export interface ViewChange<S, C, R> {
  readonly kind: "view-change";
  /** Who else wants this view. */
  readonly startViewChanges: NodeSet;
  /** Whether enough do, so that this replica has sent its log to the new primary. */
  readonly hasVoted: boolean;
  /** At the primary of the new view: who has sent it a log. */
  readonly doViewChanges: NodeSet;
  /** The best of these logs so far, and the highest commit-number in them. */
  readonly best: DoViewChange<S, C, R> | null;
  readonly commitNumber: OpNumber;
}

export interface Recovering<S, C, R> {
  readonly kind: "recovering";
  readonly nonce: number;
  /** By replica, what it has answered. */
  readonly responses: SparseArray<RecoveryResponse<S, C, R>>;
}

/**
 * What a replica keeps on disk: no log and no state, so nothing is written in normal operation. Without the first number
 * it could not tell old answers from new ones after a crash; for the second see ./recovery.ts.
 */
export interface Durable {
  readonly recoveries: number;
  readonly view: ViewNumber;
}

export interface Configuration<S, C, R> {
  /** The group: replicas 0 to 2f. It survives f of them, and has lost its log if more are down at one time. */
  readonly replicas: number;
  readonly service: Service<S, C, R>;
  readonly timing?: Partial<Timing>;
  /** The log is cut after every so many operations; as many remain for those who lag behind. By default 1,000. */
  readonly checkpointEvery?: number;
  /** Other code for some of the rules: a student's, or one with a planted bug. */
  readonly rules?: Partial<Rules<S, C, R>>;
}

export interface Timing {
  /** How often a primary says that it lives, and whoever waits for many repeats its question. By default every 50 ms. */
  readonly heartbeat: Duration;
  /** How long a silent primary is waited for. By default 200 ms. */
  readonly patience: Duration;
  /** Who waits for the same primary loses patience at a random moment of this span after it. By default 200 ms. */
  readonly spread: Duration;
  /** How often a replica asks again for what its clients wait for. By default every 300 ms. */
  readonly retry: Duration;
}

/** The configuration with everything said. */
export interface Settings<S, C, R> {
  readonly replicas: number;
  /** How many replicas may fail: f. */
  readonly failures: number;
  readonly service: Service<S, C, R>;
  readonly timing: Timing;
  readonly checkpointEvery: number;
  readonly rules: Rules<S, C, R>;
}

/** What a part of a step comes to. What has to be on disk is written at the end of the step, before all else it does. */
export type Turn<S, C, R> = Omit<Transition<ViewstampedReplication<S, C, R>>, "effects"> & {
  readonly effects: readonly Action<S, C, R>[];
};

export type Action<S, C, R> = Exclude<Effect<ViewstampedReplication<S, C, R>>, { readonly kind: "persist" }>;
