import type { ClientCommand, Executed, NodeId, SparseArray } from "../../core/index.ts";
import type { Replica } from "./replica.ts";
import type { Epoch, Zxid } from "./zxid.ts";

/** What processes say to each other in Zab, in the order of its phases (section IV, algorithms 1 to 3). */
export type Message<S, C, R> =
  | Notification
  | CurrentEpoch
  | NewEpoch
  | AckEpoch<S, C, R>
  | NewLeader<S, C, R>
  | AckLeader
  | CommitLeader
  | Propose<C>
  | Ack
  | Commit
  | Ping
  | Pong
  | Request<C>;

/** Phase 0: "In this round of the election my vote is for this one." */
export interface Notification {
  readonly kind: "notification";
  readonly round: number;
  readonly vote: Candidate;
}

/** Somebody to vote for, and what speaks for it: how recent its history is. */
export interface Candidate {
  readonly node: NodeId;
  readonly epoch: Epoch;
  readonly last: Zxid;
}

/** Phase 1, CEPOCH: "Lead me. The last epoch that I have accepted is this." */
export interface CurrentEpoch {
  readonly kind: "cepoch";
  readonly epoch: Epoch;
}

/** Phase 1, NEWEPOCH(e′): "Let us begin this epoch, later than any that you have accepted." */
export interface NewEpoch {
  readonly kind: "newepoch";
  readonly epoch: Epoch;
}

/** Phase 1, ACK-E: "I take part in no earlier epoch any more. This is my history, and the last epoch whose leader I followed." */
export interface AckEpoch<S, C, R> {
  readonly kind: "ack-e";
  readonly epoch: Epoch;
  readonly current: Epoch;
  readonly history: History<S, C, R>;
}

/** Phase 2, NEWLEADER(e′, T): "This is the history with which the epoch begins." */
export interface NewLeader<S, C, R> {
  readonly kind: "newleader";
  readonly epoch: Epoch;
  readonly history: History<S, C, R>;
}

/** Phase 2, ACK-LD: "It is mine now." With the last transaction in it. */
export interface AckLeader {
  readonly kind: "ack-ld";
  readonly epoch: Epoch;
  readonly zxid: Zxid;
}

/** Phase 2, COMMIT-LD: "A quorum has it: deliver all up to this transaction." */
export interface CommitLeader {
  readonly kind: "commit-ld";
  readonly epoch: Epoch;
  readonly zxid: Zxid;
}

/** Phase 3: a transaction of the epoch. */
export interface Propose<C> {
  readonly kind: "propose";
  readonly epoch: Epoch;
  readonly transaction: Transaction<C>;
}

/** Phase 3: "I have this transaction, and all before it." */
export interface Ack {
  readonly kind: "ack";
  readonly epoch: Epoch;
  readonly zxid: Zxid;
}

/** Phase 3: "A quorum has this transaction, and all before it." */
export interface Commit {
  readonly kind: "commit";
  readonly epoch: Epoch;
  readonly zxid: Zxid;
}

/** "I lead, or would like to." The epoch is 0 as long as it has none. */
export interface Ping {
  readonly kind: "ping";
  readonly epoch: Epoch;
  /** Committed up to here. */
  readonly zxid: Zxid;
}

/** Answers a ping while there is nothing to acknowledge yet. */
export interface Pong {
  readonly kind: "pong";
}

/** What clients asked of another process, for the primary to propose. */
export interface Request<C> {
  readonly kind: "request";
  readonly commands: readonly ClientCommand<C>[];
}

export interface Transaction<C> {
  readonly zxid: Zxid;
  readonly command: ClientCommand<C>;
}

/** The transactions that a process has accepted, all or from some place on. */
export interface History<S, C, R> {
  /** By place, from 0. */
  readonly log: SparseArray<Transaction<C>>;
  readonly from: number;
  /** The place after the last one. */
  readonly length: number;
  /** What the first ones have made of the service; null if none is missing. */
  readonly replica: Replica<S, R> | null;
}

/** What a process announces. */
export type Decision<S, C, R> =
  /** It delivers this transaction, after all that stand before it in its history. */
  | {
      readonly kind: "delivered";
      readonly place: number;
      readonly transaction: Transaction<C>;
      /** Its command, unless it had been executed before. */
      readonly executed: readonly Executed<C, R>[];
    }
  /** It has taken over a state in which so many transactions are delivered, from its disk or another process. */
  | { readonly kind: "restored"; readonly delivered: number; readonly state: S }
  /** The answer to a client that asked this process. */
  | {
      readonly kind: "answered";
      readonly client: number;
      readonly sequence: number;
      readonly result: R;
    };
