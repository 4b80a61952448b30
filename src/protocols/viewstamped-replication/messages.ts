import type { ClientCommand, Execute, Executed, SparseArray } from "../../core/index.ts";
import type { Application } from "./application.ts";

/** Views are numbered from 0; the replicas take turns as their primaries. */
export type ViewNumber = number;

/** Operations are numbered from 1, in the order in which the log holds them. */
export type OpNumber = number;

/** What replicas say to each other in *Viewstamped Replication Revisited*, in the order of its section 4. */
export type Message<S, C, R> =
  | Request<C>
  | Prepare<C>
  | PrepareOk
  | Commit
  | StartViewChange
  | DoViewChange<S, C, R>
  | StartView<S, C, R>
  | Recovery
  | RecoveryResponse<S, C, R>
  | GetState
  | NewState<S, C, R>;

/** What clients asked of another replica, for the primary to put into the log. */
export interface Request<C> {
  readonly kind: "request";
  readonly commands: readonly ClientCommand<C>[];
}

/** "This is the operation of that number in our view." */
export interface Prepare<C> {
  readonly kind: "prepare";
  readonly view: ViewNumber;
  readonly operation: ClientCommand<C>;
  readonly opNumber: OpNumber;
  /** How far the primary has committed. */
  readonly commitNumber: OpNumber;
}

/** "I have this operation of the view, and all before it." */
export interface PrepareOk {
  readonly kind: "prepare-ok";
  readonly view: ViewNumber;
  readonly opNumber: OpNumber;
}

/** "We have committed so far." Also the sign that the primary lives. */
export interface Commit {
  readonly kind: "commit";
  readonly view: ViewNumber;
  readonly commitNumber: OpNumber;
}

/** "Let us change to this view." */
export interface StartViewChange {
  readonly kind: "start-view-change";
  readonly view: ViewNumber;
}

/** To the primary of the new view: "This is my log." */
export interface DoViewChange<S, C, R> {
  readonly kind: "do-view-change";
  readonly view: ViewNumber;
  /** The last view in which the sender's status was normal: v′. */
  readonly normalView: ViewNumber;
  readonly history: History<S, C, R>;
}

/** The new primary: "This is the log with which the view begins." */
export interface StartView<S, C, R> {
  readonly kind: "start-view";
  readonly view: ViewNumber;
  readonly history: History<S, C, R>;
}

/** "I have lost my memory: who are we?" */
export interface Recovery {
  readonly kind: "recovery";
  readonly nonce: number;
  /** The view that the sender's disk names. Not in the paper; see ./recovery.ts. */
  readonly view: ViewNumber;
}

export interface RecoveryResponse<S, C, R> {
  readonly kind: "recovery-response";
  readonly view: ViewNumber;
  readonly nonce: number;
  /** Only from the primary of the view. */
  readonly history: History<S, C, R> | null;
}

/** "Tell me what comes after this operation in this view." */
export interface GetState {
  readonly kind: "get-state";
  readonly view: ViewNumber;
  readonly opNumber: OpNumber;
}

export interface NewState<S, C, R> {
  readonly kind: "new-state";
  readonly view: ViewNumber;
  readonly history: History<S, C, R>;
}

/** A log, whole or from some operation on, and how much of it is committed. */
export interface History<S, C, R> {
  /** By op-number. */
  readonly log: SparseArray<ClientCommand<C>>;
  /** The log begins with this operation… */
  readonly from: OpNumber;
  /** …and ends with this one. */
  readonly opNumber: OpNumber;
  readonly commitNumber: OpNumber;
  /** What the committed operations have made of the application; null if the log begins with operation 1. */
  readonly application: Application<S, R> | null;
}

/** What a replica announces. */
export type Decision<S, C, R> =
  /** It has executed this operation, after all operations before. */
  | {
      readonly kind: "executed";
      readonly opNumber: OpNumber;
      readonly operation: ClientCommand<C>;
      /** The operation again, unless it had been executed before. */
      readonly executed: readonly Executed<C, R>[];
    }
  /** It has taken over a state in which all operations up to this one are executed. */
  | { readonly kind: "restored"; readonly opNumber: OpNumber; readonly state: S }
  /** The answer to a client that asked this replica. */
  | {
      readonly kind: "answered";
      readonly client: number;
      readonly sequence: number;
      readonly result: R;
    };

/** What a client asks of a replica, be it the primary or not. */
export type { Execute };
