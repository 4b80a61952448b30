import { digestOf } from "paxoslab/protocols/byzantine";
import type { NodeId, NodeSet } from "paxoslab/core";

const primaryOf = (view: number, faults: number): NodeId => view % (3 * faults + 1);

export interface Ordering {
  readonly view: number;
  readonly sequence: number;
  readonly digest: string;
}

export interface PrePrepare extends Ordering {
  readonly kind: "pre-prepare";
  readonly batch: readonly unknown[];
  readonly replica: NodeId;
}

export interface Vote extends Ordering {
  readonly kind: "prepare" | "commit";
  readonly replica: NodeId;
}

export type Log = readonly (PrePrepare | Vote)[];

export interface Backup {
  readonly faults: number;
  readonly view: number;
  readonly isActive: boolean;
  readonly low: number;
  readonly logSize: number;
  readonly log: Log;
}

/**
 * The last condition is what stops an equivocating primary: a correct backup stands by one batch for each view and sequence number, so
 * two batches cannot both find 2f backups there, for two such groups (with the primary 2f + 1) share a correct replica.
 */
export function mayAccept(backup: Backup, message: PrePrepare): boolean {
  const { faults, view, isActive, low, logSize, log } = backup;
  const { sequence, digest } = message;
  return (
    isActive &&
    message.view === view &&
    message.replica === primaryOf(view, faults) &&
    low < sequence &&
    sequence <= low + logSize &&
    digestOf(message.batch) === digest &&
    !log.some(
      (other) =>
        other.kind === "pre-prepare" &&
        other.view === view &&
        other.sequence === sequence &&
        other.digest !== digest,
    )
  );
}

/** The primary has had its say with the pre-prepare: its prepare, were there one, would be a second voice of the same replica. */
export function isPrepared(log: Log, ordering: Ordering, faults: number): boolean {
  const isOrdered = log.some((message) => message.kind === "pre-prepare" && isSame(message, ordering));
  return isOrdered && backupsOf(log, ordering, faults).length >= 2 * faults;
}

/** A quorum has prepared, so any quorum of view changes has a correct replica in it that reports this. */
export function isCommittedLocal(log: Log, ordering: Ordering, faults: number): boolean {
  return isPrepared(log, ordering, faults) && sendersOf(log, "commit", ordering).length >= 2 * faults + 1;
}

const isSame = (a: Ordering, b: Ordering): boolean =>
  a.view === b.view && a.sequence === b.sequence && a.digest === b.digest;

function sendersOf(log: Log, kind: Vote["kind"], ordering: Ordering): NodeSet {
  const votes = log.filter((message) => message.kind === kind && isSame(message, ordering));
  return [...new Set(votes.map(({ replica }) => replica))].sort((a, b) => a - b);
}

const backupsOf = (log: Log, ordering: Ordering, faults: number): NodeSet =>
  sendersOf(log, "prepare", ordering).filter((replica) => replica !== primaryOf(ordering.view, faults));

export interface Certificate extends Ordering {
  readonly backups: NodeSet;
}

/** Later views overwrite earlier ones: what was ordered in a later one has taken into account what prepared before. */
export function certificates(log: Log, stable: number, faults: number): readonly Certificate[] {
  const latest = new Map<number, Certificate>();
  for (const message of log) {
    const { kind, view, sequence, digest } = message;
    if (kind !== "pre-prepare" || sequence <= stable || !isPrepared(log, message, faults)) continue;
    if ((latest.get(sequence)?.view ?? -1) >= view) continue;
    latest.set(sequence, { view, sequence, digest, backups: backupsOf(log, message, faults) });
  }
  return [...latest.values()].sort((a, b) => a.sequence - b.sequence);
}

export interface ViewChange {
  readonly view: number;
  readonly replica: NodeId;
  readonly stable: number;
  readonly prepared: readonly Certificate[];
}

export interface Order {
  readonly sequence: number;
  readonly digest: string | null;
}

/**
 * From after the latest stable checkpoint (min-s) to the highest that has prepared anywhere (max-s). What lies between and has not
 * prepared at anyone of a quorum has not been executed: it becomes a null request, so that what comes after can be.
 */
export function ordersOf(viewChanges: readonly ViewChange[]): readonly Order[] {
  const low = Math.max(0, ...viewChanges.map(({ stable }) => stable));
  const prepared = viewChanges
    .flatMap((viewChange) => viewChange.prepared)
    .toSorted((a, b) => b.view - a.view);
  const high = Math.max(low, ...prepared.map(({ sequence }) => sequence));
  return Array.from({ length: high - low }, (_, nth) => {
    const sequence = low + 1 + nth;
    const latest = prepared.find((certificate) => certificate.sequence === sequence);
    return { sequence, digest: latest?.digest ?? null };
  });
}

export interface NewView {
  readonly view: number;
  readonly replica: NodeId;
  readonly viewChanges: readonly ViewChange[];
  readonly orders: readonly Order[];
}

/** Verified, not believed: everybody does again what the primary should have done, from the same signed messages. */
export function isJustified(newView: NewView, faults: number): boolean {
  const { view, replica, viewChanges, orders } = newView;
  const voters = new Set(viewChanges.map((viewChange) => viewChange.replica));
  const due = ordersOf(viewChanges);
  return (
    replica === primaryOf(view, faults) &&
    voters.size >= 2 * faults + 1 &&
    voters.size === viewChanges.length &&
    viewChanges.every((viewChange) => viewChange.view === view && isSound(viewChange, faults)) &&
    orders.length === due.length &&
    due.every(({ sequence, digest }, nth) => {
      const order = orders[nth];
      return order?.sequence === sequence && order.digest === digest;
    })
  );
}

/** A certificate of the new view, or of a later one, cannot be: nothing has been ordered there yet. */
function isSound({ view, stable, prepared }: ViewChange, faults: number): boolean {
  const numbers = new Set(prepared.map(({ sequence }) => sequence));
  return (
    numbers.size === prepared.length &&
    prepared.every((certificate) => {
      const backups = new Set(certificate.backups);
      backups.delete(primaryOf(certificate.view, faults));
      return certificate.sequence > stable && certificate.view < view && backups.size >= 2 * faults;
    })
  );
}
