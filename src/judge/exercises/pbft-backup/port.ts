import type { NodeId, NodeSet } from "../../../core/index.ts";
import type { Json } from "../../subject.ts";
import type { Port } from "../../port.ts";

/** As the exercise declares them. */
export interface Ordering {
  readonly view: number;
  readonly sequence: number;
  readonly digest: string;
}

export interface PrePrepare extends Ordering {
  readonly kind: "pre-prepare";
  readonly batch: readonly Json[];
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

export interface Certificate extends Ordering {
  readonly backups: NodeSet;
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

export interface NewView {
  readonly view: number;
  readonly replica: NodeId;
  readonly viewChanges: readonly ViewChange[];
  readonly orders: readonly Order[];
}

/** The module's functions are the questions: all of them are about plain data. */
export interface PbftBackupModule {
  readonly mayAccept: (backup: Backup, message: PrePrepare) => boolean;
  readonly isPrepared: (log: Log, ordering: Ordering, faults: number) => boolean;
  readonly isCommittedLocal: (log: Log, ordering: Ordering, faults: number) => boolean;
  readonly certificates: (log: Log, stable: number, faults: number) => readonly Certificate[];
  readonly ordersOf: (viewChanges: readonly ViewChange[]) => readonly Order[];
  readonly isJustified: (newView: NewView, faults: number) => boolean;
}

export const pbftBackupPort: Port<PbftBackupModule, PbftBackupModule> = {
  file: "pbft-backup.ts",
  exports: ["mayAccept", "isPrepared", "isCommittedLocal", "certificates", "ordersOf", "isJustified"],
  calls: {
    mayAccept: ({ mayAccept }, backup, message) => mayAccept(backup, message),
    isPrepared: ({ isPrepared }, log, ordering, faults) => isPrepared(log, ordering, faults),
    isCommittedLocal: ({ isCommittedLocal }, log, ordering, faults) =>
      isCommittedLocal(log, ordering, faults),
    certificates: ({ certificates }, log, stable, faults) => certificates(log, stable, faults),
    ordersOf: ({ ordersOf }, viewChanges) => ordersOf(viewChanges),
    isJustified: ({ isJustified }, newView, faults) => isJustified(newView, faults),
  },
  provides: {
    "paxoslab/core": ["nodes", "sameData", "withNode"],
    "paxoslab/protocols/byzantine": ["digestOf"],
  },
};
