import type {
  Duration,
  Effect,
  NodeId,
  Queue,
  Service,
  Sessions,
  SparseArray,
  Transition,
} from "../../core/index.ts";
import type { Authentication, Group } from "../byzantine/index.ts";
import type { Keys } from "./keys.ts";
import type {
  Checkpoint,
  ClientRequest,
  Commit,
  Committed,
  Decision,
  Message,
  NewView,
  Prepare,
  Prepared,
  PrePrepare,
  Reply,
  Request,
  SequenceNumber,
  View,
  ViewChange,
} from "./messages.ts";
import type { Rules } from "./rules.ts";

/** The vocabulary of PBFT for a service with states `S`, operations `C` and results `R`. */
export interface Pbft<S, C, R> {
  readonly state: NodeState<S, C, R>;
  readonly message: Message<S, C, R>;
  readonly request: ClientRequest<C>;
  readonly persisted: Replica<S, C, R>;
  readonly timer: "view change" | "retry" | "status";
  readonly decision: Decision<S, C, R>;
}

/** Each node is a replica, and a proxy for the clients that ask there. */
export interface NodeState<S, C, R> {
  /** All of it is on disk before anybody hears of it. */
  readonly replica: Replica<S, C, R>;
  /** By client, the last request that came here and has not been executed. */
  readonly pending: SparseArray<Request<C>>;
  /** At the primary: what has no sequence number yet, and by client the last timestamp that has got one. */
  readonly queue: Queue<Request<C>>;
  readonly assigned: SparseArray<number>;
  /** What the view-change timer runs for. */
  readonly alarm: Alarm | null;
  /** How often it has rung since something was executed: each time it runs twice as long. */
  readonly attempts: number;
  /** By client, what the proxy waits for. */
  readonly outstanding: SparseArray<Outstanding<C, R>>;
  /** Whether it has heard of something that is beyond it. */
  readonly isCurious: boolean;
  readonly isRetrying: boolean;
  /** How far it was when the status timer was set; null while that does not run. */
  readonly watched: SequenceNumber | null;
}

export interface Replica<S, C, R> {
  readonly view: View;
  /** Not from when it has asked for the view until a new-view message begins it. */
  readonly isActive: boolean;
  /** What began the view; null in view 0. */
  readonly newView: NewView<C> | null;
  /** By replica, the last it said about views after this one, or of this one while it is not active. */
  readonly viewChanges: readonly ViewChange<C>[];
  /** As primary: the last sequence number it has given in this view. */
  readonly lastOrdered: SequenceNumber;
  /** By sequence number, above the last stable checkpoint. */
  readonly log: SparseArray<Entry<C>>;
  /** The service after all that is executed. */
  readonly current: Snapshot<S, R>;
  /** The last stable checkpoint, which is the low water mark, and a quorum of checkpoints to prove it. */
  readonly stable: { readonly sequence: SequenceNumber; readonly proof: readonly Checkpoint[] };
  /** Its own checkpoints from the last stable one on, if it has come so far. */
  readonly snapshots: readonly Snapshot<S, R>[];
  /** What others, and it, have said of checkpoints above. */
  readonly checkpoints: readonly Checkpoint[];
}

/** What is known of one sequence number, in the current view unless said otherwise. */
export interface Entry<C> {
  readonly prePrepare: PrePrepare<C> | null;
  /** One of each sender at most, whatever the digest; sorted by sender. */
  readonly prepares: readonly Prepare[];
  readonly commits: readonly Commit[];
  /** The certificate of the last view in which it prepared here. */
  readonly prepared: Prepared<C> | null;
  /** Why it has been executed, or will be when all before is; of any view. */
  readonly committed: Committed<C> | null;
}

/** The service as it is after this sequence number. What clients have been answered is part of it. */
export interface Snapshot<S, R> {
  readonly sequence: SequenceNumber;
  readonly state: S;
  readonly sessions: Sessions<R>;
}

export type Alarm =
  /** It should be executed in this view. */
  | { readonly kind: "request"; readonly view: View; readonly client: number; readonly timestamp: number }
  /** The primary of this view should begin it. */
  | { readonly kind: "new view"; readonly view: View };

export interface Outstanding<C, R> {
  readonly request: Request<C>;
  readonly replies: readonly Reply<R>[];
}

export interface Configuration<S, C, R> {
  /** The replicas are the nodes 0, 1, … of the group. */
  readonly group: Group;
  readonly service: Service<S, C, R>;
  readonly timing?: Partial<Timing>;
  /** K: a checkpoint is taken after every so many sequence numbers. By default 100. */
  readonly checkpointEvery?: number;
  /** L: so far above the last stable checkpoint sequence numbers may go. By default twice the above. */
  readonly logSize?: number;
  /** How many batches may be under way at once, by default 16; and how many requests one takes, by default 64. */
  readonly window?: number;
  readonly batchSize?: number;
  /** By default messages are signed. */
  readonly authentication?: Authentication;
  /** Other code for some of the rules: a student's, or one with a planted bug. */
  readonly rules?: Partial<Rules<C>>;
}

export interface Timing {
  /** How long a backup waits for a request to be executed, or for a new view, before it asks for the next. By default 200 ms. */
  readonly patience: Duration;
  /** The wait doubles with each view that brings nothing, at most so many times. By default 5. */
  readonly doublings: number;
  /** How long a proxy waits for replies before it asks all replicas. By default 150 ms. */
  readonly retry: Duration;
  /** How often a replica that gets no further says so. By default every 60 ms. */
  readonly status: Duration;
}

/** The configuration with everything said. */
export type Settings<S, C, R> = Required<
  Omit<Configuration<S, C, R>, "timing" | "authentication" | "rules">
> & {
  readonly timing: Timing;
  readonly keys: Keys;
  readonly rules: Rules<C>;
};

/** Where a step is taken. */
export interface Site<S, C, R> extends Settings<S, C, R> {
  readonly self: NodeId;
}

/** What a part of a step comes to. What has to be on disk is written at the end of the step, before all else it does. */
export type Turn<S, C, R> = Omit<Transition<Pbft<S, C, R>>, "effects"> & {
  readonly effects: readonly Action<S, C, R>[];
};

export type Action<S, C, R> = Exclude<Effect<Pbft<S, C, R>>, { readonly kind: "persist" }>;
