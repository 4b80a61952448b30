import type { Duration, NodeId, QuorumSystem, SparseArray, Time } from "../../core/index.ts";
import type { Durable, Message, NodeState, RetryPolicy } from "../single-decree/index.ts";

/** A command, known by its client and its number. A client numbers its commands upwards, and asks one desk, once. */
export interface Command {
  readonly client: number;
  readonly number: number;
  /** When its desk was asked. */
  readonly askedAt: Time;
}

/** What a slot of the log holds: commands in order. An empty one fills a gap. */
export interface Batch {
  readonly desk: NodeId;
  readonly commands: readonly Command[];
}

/** What a desk knows when it asks itself whether to close a batch. */
export interface Desk {
  /** What waits, the longest-waiting first. */
  readonly queue: readonly Command[];
  /** What this desk has proposed in slots that are not decided yet, or come after one that is not. */
  readonly underWay: readonly Batch[];
  readonly now: Time;
  /** A slot takes so many commands at most. */
  readonly size: number;
  /** A command may be kept waiting for so long that its batch may fill up. */
  readonly delay: Duration;
  /** So many batches may be under way at once. */
  readonly window: number;
}

/** The policy of a desk: pure functions, so that they can be read together, written by a student, or got wrong. */
export interface Batching {
  /** What goes into the next slot now; nothing if it is too early, or all slots are taken. Asked until it is nothing. */
  readonly nextBatch: (desk: Desk) => readonly Command[];
  /** What waits after a slot in which this desk had proposed `mine` is decided. */
  readonly afterDecision: (queue: readonly Command[], mine: Batch, chosen: Batch) => readonly Command[];
}

export interface DeskConfiguration {
  readonly quorums: QuorumSystem;
  readonly size: number;
  readonly delay: Duration;
  readonly window: number;
  /** By default `soundBatching`. */
  readonly batching?: Batching;
  readonly retry?: RetryPolicy;
  /** For how long a gap may hold up the log before this node fills it. By default 100 ms. */
  readonly gapAfter?: Duration;
}

export type Slot = number;

/** The vocabulary of desks over a log: single-decree Paxos in each slot, and batches of commands as values. */
export interface Desks {
  readonly state: DeskState;
  readonly message: Message<Batch> & { readonly slot: Slot };
  readonly request: { readonly kind: "ask"; readonly client: number; readonly number: number };
  readonly persisted: SparseArray<Durable<Batch>>;
  readonly timer: "wake" | "gap" | `retry ${Slot}`;
  readonly decision: DeskDecision;
}

export interface DeskState {
  /** By slot, its node of single-decree Paxos. */
  readonly instances: SparseArray<NodeState<Batch>>;
  readonly disk: SparseArray<Durable<Batch>>;
  /** By slot, what is decided and not applied. */
  readonly decided: SparseArray<Batch>;
  /** All slots before this one are applied. */
  readonly next: Slot;
  readonly queue: readonly Command[];
  /** By slot, what this desk has proposed there. */
  readonly underWay: SparseArray<Batch>;
  /** When the timer rings that looks after the queue; null if it does not run. */
  readonly wakeAt: Time | null;
  readonly isGapWatched: boolean;
}

/** What a node announces. */
export type DeskDecision =
  | { readonly kind: "proposed"; readonly slot: Slot; readonly batch: Batch }
  /** A slot of its own is decided, maybe otherwise than it had proposed. */
  | { readonly kind: "settled"; readonly slot: Slot; readonly mine: Batch; readonly chosen: Batch }
  | { readonly kind: "applied"; readonly slot: Slot; readonly batch: Batch }
  /** The answer to a client of this desk. */
  | ({ readonly kind: "answered" } & Command);
