import type {
  ClientCommand,
  Duration,
  Effect,
  Execute,
  NodeId,
  NodeSet,
  Service,
  SparseArray,
  Turn as CoreTurn,
} from "../../core/index.ts";
import type { AckEpoch, Candidate, Decision, Message, Transaction } from "./messages.ts";
import type { Replica } from "./replica.ts";
import type { Rules } from "./rules.ts";
import type { Epoch, Zxid } from "./zxid.ts";

/** The vocabulary of Zab for a service with states `S`, commands `C` and results `R`. */
export interface Zab<S, C, R> {
  readonly state: ProcessState<S, C, R>;
  readonly message: Message<S, C, R>;
  readonly request: Execute<C>;
  readonly persisted: Durable<S, C, R>;
  readonly timer: "election" | "heartbeat" | "retry";
  readonly decision: Decision<S, C, R>;
}

export interface ProcessState<S, C, R> {
  /** The last epoch for which it has acknowledged a NEWEPOCH, f.p in the paper, and whose that was. */
  readonly accepted: AcceptedEpoch;
  /** The last epoch for which it has acknowledged a NEWLEADER: f.a. */
  readonly current: Epoch;
  /** Its history, by place. */
  readonly log: SparseArray<Transaction<C>>;
  /** The log has been cut: it holds nothing before this place. */
  readonly logStart: number;
  /** The place after the last transaction. */
  readonly length: number;
  readonly replica: Replica<S, R>;
  /** The replica as it was when it was last written to disk. */
  readonly snapshot: Replica<S, R>;
  readonly role: Role<S, C, R>;
  /** Counts elections. */
  readonly round: number;
  /** What clients asked of this process and have not been told, by client. */
  readonly waiting: SparseArray<ClientCommand<C>>;
}

export interface AcceptedEpoch {
  readonly epoch: Epoch;
  readonly leader: NodeId | null;
}

export type Role<S, C, R> = Looking | Following<C> | Leading<S, C, R>;

/** Phase 0: it looks for a leader. */
export interface Looking {
  readonly kind: "looking";
  readonly vote: Candidate;
  /** By process, whom it has voted for. */
  readonly votes: SparseArray<NodeId>;
}

export interface Following<C> {
  readonly kind: "following";
  readonly leader: NodeId;
  readonly phase: "discovery" | "broadcast";
  /** By counter, proposals that came before the ones before them. */
  readonly early: SparseArray<Transaction<C>>;
  /** The leader has committed so far. */
  readonly committed: Zxid;
}

export interface Leading<S, C, R> {
  readonly kind: "leading";
  readonly phase: "discovery" | "synchronisation" | "broadcast";
  /** 0 until a quorum has told which epochs they have accepted. */
  readonly epoch: Epoch;
  /** By process, the epoch it has told. */
  readonly epochs: SparseArray<Epoch>;
  /** Who has acknowledged the epoch, and the most recent history they have told. */
  readonly acknowledged: NodeSet;
  readonly best: AckEpoch<S, C, R> | null;
  /** How long the history was with which the epoch began. */
  readonly initial: number;
  /** By process, how much of the history it is known to have; null if it has not acknowledged this leader. */
  readonly synced: readonly (number | null)[];
  /** What was proposed a heartbeat ago or longer: whoever has not acknowledged it is sent it again. */
  readonly sentBefore: number;
  /** By client, its last request in the history. */
  readonly requested: SparseArray<number>;
  /** Who has been heard of since a quorum last was, and how many heartbeats ago that was. */
  readonly heard: NodeSet;
  readonly unheard: number;
}

/** What a process keeps on disk. */
export interface Durable<S, C, R> {
  readonly accepted: AcceptedEpoch;
  readonly current: Epoch;
  readonly log: SparseArray<Transaction<C>>;
  readonly logStart: number;
  readonly length: number;
  readonly snapshot: Replica<S, R>;
}

export interface Configuration<S, C, R> {
  /** How many processes there are; more than half of them are a quorum. */
  readonly processes: number;
  readonly service: Service<S, C, R>;
  readonly timing?: Partial<Timing>;
  /** A snapshot is taken, and the log cut, after every so many transactions. By default 1,000. */
  readonly snapshotEvery?: number;
  /** Other code for some of the rules: a student's, or one with a planted bug. */
  readonly rules?: Partial<Rules<S, C, R>>;
}

export interface Timing {
  /** How often a leader says that it lives, and whoever waits for one repeats itself. By default every 50 ms. */
  readonly heartbeat: Duration;
  /** How long a silent leader is waited for, and an election. By default 200 ms. */
  readonly patience: Duration;
  /** Patience ends at a random moment of this span after it. By default 200 ms. */
  readonly spread: Duration;
  /** How often a process asks again for what its clients wait for. By default every 300 ms. */
  readonly retry: Duration;
}

/** The configuration with everything said. */
export interface Settings<S, C, R> {
  readonly processes: number;
  /** How many processes are a quorum. */
  readonly quorum: number;
  readonly service: Service<S, C, R>;
  readonly timing: Timing;
  readonly snapshotEvery: number;
  readonly rules: Rules<S, C, R>;
}

/** What a part of a step comes to. What has to be on disk is written at the end of the step, before all else it does. */
export type Turn<S, C, R> = CoreTurn<ProcessState<S, C, R>, Action<S, C, R>>;

export type Action<S, C, R> = Exclude<Effect<Zab<S, C, R>>, { readonly kind: "persist" }>;
