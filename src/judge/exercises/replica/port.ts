import type { ClientCommand, Execution, Replica, Slot, Value } from "../../../protocols/multi-paxos/index.ts";
import type { SparseArray, Service } from "../../../core/index.ts";
import {
  wardLedger,
  type LedgerCommand,
  type LedgerResult,
  type LedgerState,
} from "../../../protocols/services/index.ts";
import type { Port } from "../../port.ts";

export type Book = Replica<LedgerState, LedgerResult>;
export type Wish = ClientCommand<LedgerCommand>;

/** As the exercise declares it. */
export interface ReplicaState {
  readonly replica: Book;
  readonly chosen: SparseArray<Value<LedgerCommand>>;
  readonly waiting: SparseArray<Wish>;
}

export interface Answer {
  readonly client: number;
  readonly sequence: number;
  readonly result: LedgerResult;
}

export interface Step {
  readonly state: ReplicaState;
  readonly answers: readonly Answer[];
}

type Machine = Service<LedgerState, LedgerCommand, LedgerResult>;
type Executed = Execution<LedgerState, LedgerCommand, LedgerResult>;

export interface ReplicaModule {
  readonly execute: (replica: Book, value: Value<LedgerCommand>, machine: Machine) => Executed;
  readonly onChosen: (state: ReplicaState, slot: Slot, value: Value<LedgerCommand>, machine: Machine) => Step;
  readonly onAsked: (state: ReplicaState, wish: Wish) => Step;
}

/** The service is the wards' account book. */
export interface ReplicaCalls {
  execute(replica: Book, value: Value<LedgerCommand>): Executed;
  onChosen(state: ReplicaState, slot: Slot, value: Value<LedgerCommand>): Step;
  onAsked(state: ReplicaState, wish: Wish): Step;
}

export const replicaPort: Port<ReplicaModule, ReplicaCalls> = {
  file: "replica.ts",
  exports: ["execute", "onChosen", "onAsked"],
  calls: {
    execute: ({ execute }, replica, value) => execute(replica, value, wardLedger),
    onChosen: ({ onChosen }, state, slot, value) => onChosen(state, slot, value, wardLedger),
    onAsked: ({ onAsked }, state, wish) => onAsked(state, wish),
  },
  provides: {
    "paxoslab/core": ["emptyArray", "endOf", "fromIndex", "itemAt", "itemsFrom", "withItem", "withoutItem"],
    "paxoslab/protocols/multi-paxos": ["blank", "commandsIn", "noOp"],
  },
};
