import type { Execute, Executed, NodeId } from "../../core/index.ts";
import type { Seal } from "../byzantine/index.ts";
import type { Snapshot } from "./vocabulary.ts";

/**
 * What nodes say to each other in PBFT: Castro and Liskov, *Practical Byzantine Fault Tolerance*, OSDI 1999, with its
 * words. Whoever is named in a message has sealed it, so anybody may pass it on and use it as a proof.
 */
export type Message<S, C, R> =
  | Request<C>
  | PrePrepare<C>
  | Prepare
  | Commit
  | Committed<C>
  | Checkpoint
  | ViewChange<C>
  | NewView<C>
  | Reply<R>
  | Status
  | StateTransfer<S, R>;

export type View = number;

/** Sequence numbers count from 1. */
export type SequenceNumber = number;

/** From a client by way of its proxy: "Execute this operation." (Section 4.1.) */
export interface Request<C> {
  readonly kind: "request";
  readonly operation: C;
  /** A client numbers its requests upwards. */
  readonly timestamp: number;
  readonly client: number;
  /** The node to which its replies go. */
  readonly proxy: NodeId;
  readonly seal: Seal;
}

/** From the primary: "In this view, this batch of requests has this sequence number." (Section 4.2.) */
export interface PrePrepare<C> extends Ordering {
  readonly kind: "pre-prepare";
  /** Goes along unsealed: the digest is what it must fit. Nothing but a new view orders an empty one, the null request. */
  readonly batch: Batch<C>;
}

export type Batch<C> = readonly Request<C>[];

/** From each backup to all: "I have accepted that pre-prepare, and no other in its place." */
export interface Prepare extends Ordering {
  readonly kind: "prepare";
}

/** From each replica to all: "I have seen a quorum stand by it." */
export interface Commit extends Ordering {
  readonly kind: "commit";
}

/**
 * A pre-prepare and a quorum of commits that match it: proof for one who has missed them that the batch may be executed,
 * whatever view it is in by now. The papers have no such message; without it a replica may have to wait for a view change.
 */
export interface Committed<C> {
  readonly kind: "committed";
  readonly prePrepare: PrePrepare<C>;
  readonly commits: readonly Commit[];
}

interface Ordering {
  readonly view: View;
  readonly sequence: SequenceNumber;
  /** Of the batch. */
  readonly digest: string;
  readonly replica: NodeId;
  readonly seal: Seal;
}

/** "All up to this sequence number are executed, and this is what came of it." (Section 4.3.) */
export interface Checkpoint {
  readonly kind: "checkpoint";
  readonly sequence: SequenceNumber;
  /** Of the snapshot. */
  readonly digest: string;
  readonly replica: NodeId;
  readonly seal: Seal;
}

/** "Let us go on in this view; and this is what must not be forgotten." (Section 4.4.) */
export interface ViewChange<C> {
  readonly kind: "view-change";
  readonly view: View;
  /** Its last stable checkpoint, 0 before the first. */
  readonly stable: SequenceNumber;
  /** C: a quorum of checkpoints that proves it. */
  readonly checkpoints: readonly Checkpoint[];
  /** P: what has prepared at this replica above that checkpoint, with proof; at most one for each sequence number. */
  readonly prepared: readonly Prepared<C>[];
  readonly replica: NodeId;
  readonly seal: Seal;
}

/** A prepared certificate. The paper leaves the requests themselves out; with them, nobody has to ask for any. */
export interface Prepared<C> {
  readonly prePrepare: PrePrepare<C>;
  readonly prepares: readonly Prepare[];
}

/** From the primary of the new view: "It begins, and this is what of the past is ordered in it." */
export interface NewView<C> {
  readonly kind: "new-view";
  readonly view: View;
  /** V: a quorum of view changes. */
  readonly viewChanges: readonly ViewChange<C>[];
  /** O: what follows from them, as anybody can work out. */
  readonly prePrepares: readonly PrePrepare<C>[];
  readonly replica: NodeId;
  readonly seal: Seal;
}

export interface Reply<R> {
  readonly kind: "reply";
  readonly view: View;
  readonly timestamp: number;
  readonly client: number;
  readonly replica: NodeId;
  readonly result: R;
  readonly seal: Seal;
}

/**
 * "I get no further; this is how far I am." Whoever can help sends again what is missing. (Castro and Liskov, *Practical
 * Byzantine Fault Tolerance and Proactive Recovery*, TOCS 2002, section 5.2.) It asks and asserts nothing: no seal.
 */
export interface Status {
  readonly kind: "status";
  readonly view: View;
  readonly isActive: boolean;
  readonly executed: SequenceNumber;
  readonly stable: SequenceNumber;
}

/** A stable checkpoint with its proof, for one that has fallen behind it. */
export interface StateTransfer<S, R> {
  readonly kind: "state";
  readonly snapshot: Snapshot<S, R>;
  readonly proof: readonly Checkpoint[];
}

/** What a node announces. */
export type Decision<S, C, R> =
  /** It has executed the batch of this sequence number, after all before. */
  | {
      readonly kind: "executed";
      readonly sequence: SequenceNumber;
      readonly digest: string;
      /** The requests that were executed: none that had been before. */
      readonly executed: readonly Executed<C, R>[];
    }
  /** It has taken over a state in which all up to this sequence number are executed, from its disk or from others. */
  | { readonly kind: "restored"; readonly sequence: SequenceNumber; readonly state: S }
  /** Enough replicas have told a client that asked here the same. */
  | { readonly kind: "answered"; readonly client: number; readonly sequence: number; readonly result: R };

/** What a client asks of the proxy at a node; its `sequence` is the paper's timestamp. */
export type ClientRequest<C> = Execute<C>;
