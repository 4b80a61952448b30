import { digestOf } from "paxoslab/protocols/byzantine";
import type { NodeId, NodeSet } from "paxoslab/core";

/** There are 3f + 1 replicas, 0 to 3f, where f is the number of faults; this one leads the view. */
const primaryOf = (view: number, faults: number): NodeId => view % (3 * faults + 1);

/** In this view, what has this digest has this sequence number. */
export interface Ordering {
  readonly view: number;
  readonly sequence: number;
  readonly digest: string;
}

export interface PrePrepare extends Ordering {
  readonly kind: "pre-prepare";
  /** What clients want, as plain data. Its digest is `digestOf(batch)`. */
  readonly batch: readonly unknown[];
  readonly replica: NodeId;
}

/** All messages are genuine: whoever is named in one has signed it. */
export interface Vote extends Ordering {
  readonly kind: "prepare" | "commit";
  readonly replica: NodeId;
}

/** What a replica has accepted or sent, and the votes that have come, of any view, in the order in which they came; some came twice. */
export type Log = readonly (PrePrepare | Vote)[];

export interface Backup {
  readonly faults: number;
  readonly view: number;
  /** Not while it waits for its view to begin. */
  readonly isActive: boolean;
  /** The low water mark h, its last stable checkpoint; the high one, H, is `low + logSize`. */
  readonly low: number;
  readonly logSize: number;
  readonly log: Log;
}

/** Section 4.2: whether the backup accepts a pre-prepare. */
export function mayAccept({ view }: Backup, message: PrePrepare): boolean {
  // TODO: the right view and a digest that fits are not all that it looks at.
  return message.view === view && message.digest === digestOf(message.batch);
}

/** prepared(m, v, n, i), where the ordering stands for m, v and n. */
export function isPrepared(log: Log, { sequence, digest }: Ordering, faults: number): boolean {
  // TODO: this counts messages, whoever sent them, of whatever view.
  const prepares = log.filter(
    (message) => message.kind === "prepare" && message.sequence === sequence && message.digest === digest,
  );
  return prepares.length >= 2 * faults;
}

/** committed-local(m, v, n, i). */
export function isCommittedLocal(log: Log, ordering: Ordering, faults: number): boolean {
  // TODO: prepared is not committed.
  return isPrepared(log, ordering, faults);
}

/** A prepared certificate: the pre-prepare, and all backups whose prepares match it, in ascending order. */
export interface Certificate extends Ordering {
  readonly backups: NodeSet;
}

/**
 * Section 4.4, P: what a view change reports of this log. By ascending sequence number, for each one above the last stable checkpoint
 * at which something has prepared: its certificate, of the latest view if there are several.
 */
export function certificates(_log: Log, _stable: number, _faults: number): readonly Certificate[] {
  // TODO: what must not be forgotten?
  return [];
}

export interface ViewChange {
  readonly view: number;
  readonly replica: NodeId;
  /** Its last stable checkpoint. That it is stable has been checked. */
  readonly stable: number;
  readonly prepared: readonly Certificate[];
}

/** What a new view orders at a sequence number; null is the null request, which does nothing. */
export interface Order {
  readonly sequence: number;
  readonly digest: string | null;
}

/** Section 4.4, O: what a new view with these view changes must order, by ascending sequence number, without gaps. */
export function ordersOf(viewChanges: readonly ViewChange[]): readonly Order[] {
  // TODO: believes the first, and leaves gaps.
  return (viewChanges[0]?.prepared ?? []).map(({ sequence, digest }) => ({ sequence, digest }));
}

export interface NewView {
  readonly view: number;
  readonly replica: NodeId;
  readonly viewChanges: readonly ViewChange[];
  readonly orders: readonly Order[];
}

/** Whether a new view follows from the view changes in it, and these prove what they say. */
export function isJustified(newView: NewView, faults: number): boolean {
  // TODO: the primary says so. Who is the primary, that you should believe it?
  return newView.replica === primaryOf(newView.view, faults);
}
