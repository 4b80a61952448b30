import type { NodeId, NodeSet } from "../../../core/index.ts";
import { digestOf } from "../../../protocols/byzantine/index.ts";
import type {
  Backup,
  Certificate,
  Log,
  NewView,
  Order,
  Ordering,
  PbftBackupModule,
  PrePrepare,
  ViewChange,
  Vote,
} from "./port.ts";

export const primaryOf = (view: number, faults: number): NodeId => view % (3 * faults + 1);

function mayAccept(backup: Backup, message: PrePrepare): boolean {
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

function isPrepared(log: Log, ordering: Ordering, faults: number): boolean {
  const isOrdered = log.some((message) => message.kind === "pre-prepare" && isSame(message, ordering));
  return isOrdered && backupsOf(log, ordering, faults).length >= 2 * faults;
}

function isCommittedLocal(log: Log, ordering: Ordering, faults: number): boolean {
  return isPrepared(log, ordering, faults) && sendersOf(log, "commit", ordering).length >= 2 * faults + 1;
}

export const isSame = (a: Ordering, b: Ordering): boolean =>
  a.view === b.view && a.sequence === b.sequence && a.digest === b.digest;

function sendersOf(log: Log, kind: Vote["kind"], ordering: Ordering): NodeSet {
  const votes = log.filter((message) => message.kind === kind && isSame(message, ordering));
  return [...new Set(votes.map(({ replica }) => replica))].sort((a, b) => a - b);
}

const backupsOf = (log: Log, ordering: Ordering, faults: number): NodeSet =>
  sendersOf(log, "prepare", ordering).filter((replica) => replica !== primaryOf(ordering.view, faults));

function certificates(log: Log, stable: number, faults: number): readonly Certificate[] {
  const latest = new Map<number, Certificate>();
  for (const message of log) {
    const { kind, view, sequence, digest } = message;
    if (kind !== "pre-prepare" || sequence <= stable || !isPrepared(log, message, faults)) continue;
    if ((latest.get(sequence)?.view ?? -1) >= view) continue;
    latest.set(sequence, { view, sequence, digest, backups: backupsOf(log, message, faults) });
  }
  return [...latest.values()].sort((a, b) => a.sequence - b.sequence);
}

function ordersOf(viewChanges: readonly ViewChange[]): readonly Order[] {
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

function isJustified(newView: NewView, faults: number): boolean {
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

export const rightBackup: PbftBackupModule = {
  mayAccept,
  isPrepared,
  isCommittedLocal,
  certificates,
  ordersOf,
  isJustified,
};
